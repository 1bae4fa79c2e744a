"""The machinery of explorables and exercises, which no reader needs to open.

Python computes and JavaScript shows: `page` is the widget that both share, `explorable`
and `exercise` build on it. ``static/`` holds the front end, `bundle` joins its files,
and `sphinx` brings all of it to the pages of the book.
"""
