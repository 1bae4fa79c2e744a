"""The proof of an exercise: that it judges as its author says, and gives nothing away.

`prove` takes one exercise through what every exercise promises, a function for each
promise, and raises an AssertionError that says which one is broken and how; it knows no
exercise by name, so a new one is proved as soon as it exists. Of a family each member
is proved, and one that breaks a promise is named by its values. Whether a hint helps
and a mistake is one that people make is left to readers.
"""

import itertools
import random
import re

import numpy as np

from lessons_pkg.interactive.exercise.grade import grade
from lessons_pkg.interactive.exercise.program import compiled, source_lines
from lessons_pkg.interactive.exercise.run import observe, same_outcome

MEMBERS = 5  # of a family, at least
APART = 5  # tolerances between any two answers
RTOL, ATOL = 1e-9, 0.0  # within which two programs show the same

VERDICTS = ("correct", "mistake", "not yet", "not attempted")


def prove(exercise):
    """Hold an exercise to all that an exercise promises, and each member of a family.

    One that breaks a promise is named by its values.
    """
    for member in exercise.members:
        try:
            prove_member(member)
        except AssertionError as broken:
            if not member.values:
                raise
            told = ", ".join(f"{name} = {x}" for name, x in member.values.items())
            raise AssertionError(f"with {told}: {broken}") from broken
    members_differ(exercise)
    bundle_never_changes(exercise)


def prove_member(exercise):
    """Hold one exercise to all that it promises."""
    has_words(exercise)
    starts_unattempted(exercise)
    right_answers_are_correct(exercise)
    mistakes_are_recognised(exercise)
    answers_lie_apart(exercise)
    settings_can_be_set(exercise)
    programs_go_wrong(exercise)
    hints_keep_the_answer(exercise)
    nothing_is_changed(exercise)


def members_differ(exercise):
    """Check that a family is worth its name, and gives nothing away by habit."""
    specs = [member.spec for member in exercise.members]
    if len(specs) == 1:
        return
    assert len(specs) >= MEMBERS, f"it has {len(specs)} members only"
    parts = ("prompt", "code", "goals")
    asked = [repr([spec.get(part) for part in parts]) for spec in specs]
    for i, question in enumerate(asked):
        assert question not in asked[:i], f"two members ask {question}"
    places = {repr(rights(member)[0]) for member in exercise.members}
    assert len(places) > 1, f"the answer is {places} in every member"


def has_words(exercise):
    """Check that nothing is missing: prompt, hint, solution, and two mistakes."""
    spec = exercise.spec
    assert spec["prompt"], "there is no prompt"
    assert spec["hints"], "there is no hint"
    assert spec["solution"], "there is no solution"
    assert spec["why"], "there is no why"
    assert len(exercise.wrong) >= 2, "fewer than two mistakes are known"
    assert all(wrong.hint for wrong in exercise.wrong), "a mistake has no hint"
    for wrong in exercise.wrong:  # the engine says it
        assert not wrong.hint.startswith("Not quite"), f"said twice: {wrong.hint}"
    texts = [spec["prompt"], spec["solution"], spec["why"], *hints(exercise)]
    for text in texts:
        assert text.count("```") % 2 == 0, f"a block is not closed: {text}"
        for mark in "`$":
            assert text.replace("```", "").count(mark) % 2 == 0, f"odd marks: {text}"
    if exercise.kind == "code" and exercise.digits:
        named = f"{exercise.digits} digits"
        assert named in exercise.prompt, f"the prompt does not speak of {named}"


def starts_unattempted(exercise):
    """Check that nothing, ``None``, a starter and untouched controls are no attempt."""
    none = exercise.check(k=None) if exercise.kind == "build" else exercise.check(None)
    for found in (exercise.check(), none):
        assert found.verdict == "not attempted", f"nothing was judged as {found!r}"
    if exercise.kind == "code":
        starter = exercise.starter_function()
        found = verdict(exercise, starter)
        assert found[0] == "not attempted", f"the starter was judged as {found}"
        outcomes = exercise.outcomes(starter), exercise.outcomes(exercise.reference)
        assert not exercise.agree(*outcomes), "the starter is right"
    if exercise.kind == "build":
        start = {c["name"]: c["start"] for c in exercise.spec["controls"]}
        found = verdict(exercise, start)
        assert found[0] == "not attempted", f"the start was judged as {found}"


def right_answers_are_correct(exercise):
    """Check that each right answer passes, and a formula agrees with its reference."""
    assert rights(exercise), "there is no right answer"
    for answer in rights(exercise):
        found = verdict(exercise, answer)
        assert found == ("correct", ""), f"{answer!r} is right, and judged as {found}"
    if exercise.kind == "formula":
        for point, value in zip(
            exercise.spec["points"], exercise.spec["right"], strict=True
        ):
            other = exercise.reference(**point)
            alike = np.isclose(value, other, rtol=1e-9)
            assert alike, f"at {point}: the answer gives {value}, its reference {other}"


def mistakes_are_recognised(exercise):
    """Check that each mistake is recognised as itself, and not as another."""
    names, listed = [w.name for w in exercise.wrong], [n for n, _ in wrongs(exercise)]
    assert set(listed) == set(names), f"mistakes {names}, but examples of {listed}"
    for name, answer in wrongs(exercise):
        found = verdict(exercise, answer)
        assert found == ("mistake", name), f"{name} was judged as {found}"


def answers_lie_apart(exercise):
    """Check that no two answers pass for one another, within several tolerances."""
    spec = exercise.spec
    if exercise.kind in ("numeric", "formula"):
        values = {
            "right": spec["right"],
            **{w["name"]: w["values"] for w in spec["wrong"]},
        }
        for (a, x), (b, y) in itertools.combinations(values.items(), 2):
            distance = np.abs(np.subtract(x, y)).max()
            assert distance > APART * spec["tolerance"], f"{a} and {b} are too near"
    if exercise.kind == "code":
        rtol, atol = APART * exercise.rtol, APART * exercise.atol
        listed = [(n or "right", exercise.outcomes(f)) for n, f in exercise.examples()]
        for (a, x), (b, y) in itertools.combinations(listed, 2):
            alike = all(
                same_outcome(p, q, rtol, atol) for p, q in zip(x, y, strict=True)
            )
            assert not alike, f"{a} and {b} cannot be told apart"


def settings_can_be_set(exercise):
    """Check that the sliders of a Build can stand at each of its settings."""
    controls = exercise.spec["controls"] if exercise.kind == "build" else []
    settings = [setting for _, setting in exercise.examples()]
    for control, setting in itertools.product(controls, settings):
        name, low, high = (control[key] for key in ("name", "min", "max"))
        steps = (setting[name] - low) / control["step"]
        reached = low <= setting[name] <= high and np.isclose(steps, round(steps))
        assert reached, f"{name} cannot be set to {setting[name]}"


def programs_go_wrong(exercise):
    """Check by running them that programs are right or wrong as their text says."""
    if exercise.kind == "order":
        right, cases = exercise.answer, exercise.cases
        for order in exercise.spec["right"]:
            text = "\n".join([*exercise.spec["head"], *order])
            other = compiled(right, text, "in another order")
            assert not differ(right, other, cases), f"this order is not right: {text}"
        for wrong in exercise.wrong:
            assert differ(right, wrong.answer, cases), f"{wrong.name} is right"
    if exercise.kind == "find-bug":
        fixed, cases = exercise.fixed, exercise.cases
        assert differ(exercise.buggy, fixed, cases[:1]), "the first case shows no bug"
        for wrong in exercise.wrong:
            assert differ(wrong.answer, fixed, cases), f"{wrong.name} mends it too"
        mended = zip(lines(exercise.buggy), lines(fixed), strict=True)
        assert sum(a != b for a, b in mended) == 1, "more than one line is mended"
    if exercise.kind in ("order", "find-bug", "code"):
        right = {"order": "answer", "find-bug": "fixed", "code": "reference"}
        function = getattr(exercise, right[exercise.kind])
        for case in exercise.cases:
            outcome = observe(function, case)
            assert not outcome.error, f"the right program raises {outcome.error!r}"
            assert not outcome.warned, f"the right program warns: {outcome.warned}"
            assert not outcome.changed, "the right program changes its argument"


def hints_keep_the_answer(exercise):
    """Check that no hint contains the answer, nor the prompt of a Numeric."""
    told = hints(exercise)
    for secret, hint in itertools.product(secrets(exercise), told):
        assert squeezed(secret) not in squeezed(hint), f"{hint!r} gives {secret!r} away"
    if exercise.kind == "numeric":
        right, tolerance = exercise.spec["right"][0], exercise.spec["tolerance"]
        for hint in [exercise.prompt, *told]:
            for number in re.findall(r"-?\d+(?:\.\d+)?", hint):
                near = abs(float(number) - right) <= tolerance
                assert not near, f"{hint!r} gives {number} away"


def nothing_is_changed(exercise):
    """Check that functions which spoil arguments or draw numbers leave no trace."""
    if exercise.kind != "code":
        return

    def spoil(*arguments):
        random.random()
        np.random.random()  # noqa: NPY002
        for argument in arguments:
            if isinstance(argument, np.ndarray) and argument.size:
                argument[...] = 7

    before = repr(exercise.cases)
    states = random.getstate(), np.random.get_state()[1].tolist()  # noqa: NPY002
    found = exercise.check(spoil).verdict
    assert found == "not yet", f"a function that returns nothing was judged as {found}"
    assert repr(exercise.cases) == before, "the cases were changed"
    after = random.getstate(), np.random.get_state()[1].tolist()  # noqa: NPY002
    assert after == states, "the random state was changed"


def bundle_never_changes(exercise):
    """Check that what a notebook stores does not depend on what the reader did."""

    def stored():
        bundle = exercise._repr_mimebundle_()
        return bundle["text/plain"], bundle["text/html"]

    before = stored()
    exercise.widget.turn = len(exercise.members) - 1
    exercise.widget.answer, exercise.widget.verdict = "something", "not yet"
    assert stored() == before, "the stored output changed"
    exercise.widget.turn = 0
    assert not re.search(r"0x[0-9a-f]{6,}", "".join(before)), "an address is in it"
    found = grade(exercise.spec, None)["verdict"]
    assert found == "not attempted", f"no answer was judged as {found}"


# What the promises are about


def verdict(exercise, answer):
    """Return (verdict, mistake) of an answer as `examples` lists it."""
    if exercise.kind == "code":
        result = exercise.check(answer)
    else:
        result = exercise.judge(answer)
    found = result.verdict
    assert found in VERDICTS, f"{found!r} is no verdict"
    silent = not result.message and found in ("mistake", "not yet")
    assert not silent, f"{found!r} of {answer!r} has no message"
    return found, result.mistake


def rights(exercise):
    """List the right answers."""
    return [answer for name, answer in exercise.examples() if not name]


def wrongs(exercise):
    """List the known mistakes, each a name and an answer."""
    return [(name, answer) for name, answer in exercise.examples() if name]


def hints(exercise):
    """List all that is shown before the solution."""
    return [*exercise.hints, *(wrong.hint for wrong in exercise.wrong)]


def secrets(exercise):
    """List texts that no hint may contain."""
    spec = exercise.spec
    if exercise.kind in ("choice", "predict"):
        return [spec["options"][i]["text"] for i in rights(exercise)[0]]
    if exercise.kind == "formula":
        return [exercise.answer]
    if exercise.kind == "order":
        wrong = [set(w["program"]) for w in spec["wrong"]]
        return [x for x in spec["right"][0] if not all(x in lines for lines in wrong)]
    if exercise.kind == "find-bug":
        mended = lines(exercise.fixed)
        reason = next(r["text"] for r in spec["reasons"] if "wrong" not in r)
        return [mended[spec["bug"]], reason]
    if exercise.kind == "code":
        return [line for line in source_lines(exercise.reference)[1] if len(line) > 12]
    return []


def lines(function):
    """Return a program's lines, its name being of no account."""
    head, body = source_lines(function, "program")
    return [*head, *body]


def squeezed(text):
    """Return a text without spaces, signs for times, and marks."""
    return re.sub(r"[\s`$*·]", "", text)


def differ(f, g, cases):
    """Say whether two functions show different outcomes in any of the cases."""
    return any(
        not same_outcome(observe(f, case), observe(g, case), RTOL, ATOL)
        for case in cases
    )
