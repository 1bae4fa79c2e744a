// ts-fsrs 5.4.2, the Free Spaced Repetition Scheduler. MIT licence, copyright (c)
// 2026 Open Spaced Repetition. Made by tools/fsrs.py and not changed by hand.
// deno-lint-ignore-file
// deno-fmt-ignore-file
class t extends Error{constructor(e="FSRS Error"){
super(e),this.name="FSRSError",Error.captureStackTrace?.(this,t)}}
class e extends t{constructor(t){
super(t),this.name="FSRSValidationError",Error.captureStackTrace?.(this,e)}}
var s=(t=>(t[t.New=0]="New",
t[t.Learning=1]="Learning",t[t.Review=2]="Review",t[t.Relearning=3]="Relearning",
t))(s||{}),i=(t=>(t[t.Manual=0]="Manual",
t[t.Again=1]="Again",t[t.Hard=2]="Hard",
t[t.Good=3]="Good",t[t.Easy=4]="Easy",t))(i||{});class r{static card(t){return{
...t,state:r.state(t.state),due:r.time(t.due),
last_review:t.last_review?r.time(t.last_review):void 0}}static rating(t){
if("string"==typeof t){
const s=t.charAt(0).toUpperCase(),r=t.slice(1).toLowerCase(),a=i[`${s}${r}`]
;if(void 0===a)throw new e(`Invalid rating:[${t}]`);return a}
if("number"==typeof t)return t;throw new e(`Invalid rating:[${t}]`)}
static state(t){if("string"==typeof t){
const i=t.charAt(0).toUpperCase(),r=t.slice(1).toLowerCase(),a=s[`${i}${r}`]
;if(void 0===a)throw new e(`Invalid state:[${t}]`);return a}
if("number"==typeof t)return t;throw new e(`Invalid state:[${t}]`)}
static time(t){if(t instanceof Date)return t;const s=new Date(t)
;if("object"==typeof t&&null!==t&&!Number.isNaN(Date.parse(t)||+s))return s
;if("string"==typeof t){const s=Date.parse(t)
;if(Number.isNaN(s))throw new e(`Invalid date:[${t}]`);return new Date(s)}
if("number"==typeof t)return new Date(t);throw new e(`Invalid date:[${t}]`)}
static review_log(t){return{...t,due:r.time(t.due),rating:r.rating(t.rating),
state:r.state(t.state),review:r.time(t.review)}}}function a(t,e,s){
return new Date(s?r.time(t).getTime()+24*e*60*60*1e3:r.time(t).getTime()+60*e*1e3)
}function n(t,s,i){if(!t||!s)throw new e("Invalid date")
;const a=r.time(t).getTime()-r.time(s).getTime();let n=0;switch(i){case"days":
n=Math.floor(a/864e5);break;case"minutes":n=Math.floor(a/6e4)}return n}
function l(t){return t<10?`0${t}`:`${t}`}Date.prototype.scheduler=function(t,e){
return a(this,t,e)},Date.prototype.diff=function(t,e){return n(this,t,e)
},Date.prototype.format=function(){return function(t){
const e=r.time(t),s=e.getFullYear(),i=e.getMonth()+1,a=e.getDate(),n=e.getHours(),d=e.getMinutes(),h=e.getSeconds()
;return`${s}-${l(i)}-${l(a)} ${l(n)}:${l(d)}:${l(h)}`}(this)
},Date.prototype.dueFormat=function(t,e,s){return function(t,e,s,i=h){
t=r.time(t),e=r.time(e),i.length!==h.length&&(i=h)
;let a=t.getTime()-e.getTime(),n=0
;for(a/=1e3,n=0;n<d.length&&!(a<d[n]);n++)a/=d[n]
;return`${Math.floor(a)}${s?i[n]:""}`}(this,t,e,s)}
;const d=[60,60,24,31,12],h=["second","min","hour","day","month","year"],o=Object.freeze([i.Again,i.Hard,i.Good,i.Easy]),u=[{
start:2.5,end:7,factor:.15},{start:7,end:20,factor:.1},{start:20,end:1/0,
factor:.05}];function c(t,e,s){return Math.min(Math.max(t,e),s)}function _(t,e){
const s=10**e;return Math.round(t*s)/s}const g=t=>{
const s=t.slice(-1),i=parseInt(t.slice(0,-1),10)
;if(Number.isNaN(i)||!Number.isFinite(i)||i<0)throw new e(`Invalid step value: ${t}`)
;switch(s){case"m":return i;case"h":return 60*i;case"d":return 1440*i;default:
throw new e(`Invalid step unit: ${t}, expected m/h/d`)}},f=(t,e,r)=>{
const a=e===s.Relearning||e===s.Review?t.relearning_steps:t.learning_steps,n=a.length
;if(0===n||r>=n)return{};const l=a[0],d=g,h=()=>{
if(1===n)return Math.round(1.5*d(l));const t=a[1]
;return Math.round((d(l)+d(t))/2)
},o=t=>t<0||t>=n?null:a[t],u={},c=o(Math.max(0,r))
;if(e===s.Review)return u[i.Again]={scheduled_minutes:d(c),next_step:0},u;{
u[i.Again]={scheduled_minutes:d(l),next_step:0},u[i.Hard]={
scheduled_minutes:h(),next_step:r};const t=o(r+1);if(t){const e=d(t)
;e&&(u[i.Good]={scheduled_minutes:Math.round(e),next_step:r+1})}}return u}
;function p(){
return`${this.review_time.getTime()}_${this.current.reps}_${this.current.difficulty*this.current.stability}`
}
var y=(t=>(t.SCHEDULER="Scheduler",t.LEARNING_STEPS="LearningSteps",t.SEED="Seed",
t))(y||{});class m{last;current;review_time;next=new Map;algorithm;strategies
;elapsed_days=0;constructor(t,e,s,i){
this.algorithm=s,this.last=r.card(t),this.current=r.card(t),
this.review_time=r.time(e),this.strategies=i,this.init()}checkGrade(t){
if(!Number.isFinite(t)||t<1||t>4)throw new e(`Invalid grade "${t}",expected 1-4`)
}init(){const{state:t,last_review:e}=this.current;let i=0
;t!==s.New&&e&&(i=function(t,e){
const s=Date.UTC(t.getUTCFullYear(),t.getUTCMonth(),t.getUTCDate()),i=Date.UTC(e.getUTCFullYear(),e.getUTCMonth(),e.getUTCDate())
;return Math.floor((i-s)/864e5)
}(e,this.review_time)),this.current.last_review=this.review_time,
this.elapsed_days=i,this.current.elapsed_days=i,this.current.reps+=1;let r=p
;if(this.strategies){const t=this.strategies.get(y.SEED);t&&(r=t)}
this.algorithm.seed=r.call(this)}preview(){return{
[i.Again]:this.review(i.Again),[i.Hard]:this.review(i.Hard),
[i.Good]:this.review(i.Good),[i.Easy]:this.review(i.Easy),
[Symbol.iterator]:this.previewIterator.bind(this)}}*previewIterator(){
for(const t of o)yield this.review(t)}review(t){const{state:e}=this.last;let i
;switch(this.checkGrade(t),e){case s.New:i=this.newState(t);break
;case s.Learning:case s.Relearning:i=this.learningState(t);break;case s.Review:
i=this.reviewState(t)}return i}buildLog(t){
const{last_review:e,due:s,elapsed_days:i}=this.last;return{rating:t,
state:this.current.state,due:e||s,stability:this.current.stability,
difficulty:this.current.difficulty,elapsed_days:this.elapsed_days,
last_elapsed_days:i,scheduled_days:this.current.scheduled_days,
learning_steps:this.current.learning_steps,review:this.review_time}}}class w{c
;s0;s1;s2;constructor(t){const e=function(){let t=4022871197;return function(e){
e=String(e);for(let s=0;s<e.length;s++){t+=e.charCodeAt(s)
;let i=.02519603282416938*t;t=i>>>0,i-=t,i*=t,t=i>>>0,i-=t,t+=4294967296*i}
return 2.3283064365386963e-10*(t>>>0)}}()
;this.c=1,this.s0=e(" "),this.s1=e(" "),
this.s2=e(" "),null==t&&(t=Date.now()),this.s0-=e(t),
this.s0<0&&(this.s0+=1),this.s1-=e(t),
this.s1<0&&(this.s1+=1),this.s2-=e(t),this.s2<0&&(this.s2+=1)}next(){
const t=2091639*this.s0+2.3283064365386963e-10*this.c
;return this.s0=this.s1,this.s1=this.s2,this.c=0|t,this.s2=t-this.c,this.s2}
set state(t){this.c=t.c,this.s0=t.s0,this.s1=t.s1,this.s2=t.s2}get state(){
return{c:this.c,s0:this.s0,s1:this.s1,s2:this.s2}}}
const v=Object.freeze(["1m","10m"]),x=Object.freeze(["10m"]),b=.001,M=100,S=Object.freeze([.212,1.2931,2.3065,8.2956,6.4133,.8334,3.0194,.001,1.8722,.1666,.796,1.4835,.0614,.2629,1.6483,.6014,1.8729,.5425,.0912,.0658,.1542]),R=(t,e,s=!0)=>{
const i=((t,e=!0)=>[[b,M],[b,M],[b,M],[b,M],[1,10],[.001,4],[.001,4],[.001,.75],[0,4.5],[0,.8],[.001,3.5],[.001,5],[.001,.25],[.001,.9],[0,4],[0,1],[1,6],[0,t],[0,t],[e?.01:0,.8],[.1,.8]])(2,s).slice(0,t.length)
;if(Math.max(0,e)>1){
const s=c(t[11]||0,i[11][0],i[11][1]),r=c(t[13]||0,i[13][0],i[13][1]),a=c(t[14]||0,i[14][0],i[14][1]),n=-(Math.log(s)+Math.log(Math.pow(2,r)-1)+.3*a)/e,l=c(_(Math.sqrt(Math.max(n,0)),8),.01,2)
;i[17]&&(i[17]=[i[17][0],l]),i[18]&&(i[18]=[i[18][0],l])}
return i.map(([e,s],i)=>c(t[i]||0,e,s))},E=(t,e=0,s=!0)=>{
if(void 0===t)return[...S];switch(t.length){case 21:return R(Array.from(t),e,s)
;case 19:
return console.debug("[FSRS-6]auto fill w from 19 to 21 length"),R(Array.from(t),e,s).concat([0,.5])
;case 17:{const i=R(Array.from(t),e,s)
;return i[4]=+(2*i[5]+i[4]).toFixed(8),i[5]=+(Math.log(3*i[5]+1)/3).toFixed(8),
i[6]=+(i[6]+.5).toFixed(8),
console.debug("[FSRS-6]auto fill w from 17 to 21 length"),i.concat([0,0,0,.5])}
default:
return console.warn("[FSRS]Invalid parameters length, using default parameters"),
[...S]}};function N(t,e){const i={due:t?r.time(t):new Date,stability:0,
difficulty:0,elapsed_days:0,scheduled_days:0,reps:0,lapses:0,learning_steps:0,
state:s.New,last_review:void 0};return e&&"function"==typeof e?e(i):i}
const A=t=>{const e="number"==typeof t?-t:-t[20];return{decay:e,
factor:_(Math.exp(Math.pow(e,-1)*Math.log(.9))-1,8)}};function $(t,e,s){
const{decay:i,factor:r}=A(t);return _(Math.pow(1+r*e/s,i),8)}class L{param
;intervalModifier;_seed;constructor(t){
this.param=new Proxy(this.prepare_parameters(t),this.params_handler_proxy()),
this.intervalModifier=this.calculate_interval_modifier(this.param.request_retention),
this.forgetting_curve=$.bind(this,this.param.w)}get interval_modifier(){
return this.intervalModifier}set seed(t){this._seed=t}
calculate_interval_modifier(t){
if(t<=0||t>1)throw new e("Requested retention rate should be in the range (0,1]")
;const{decay:s,factor:i}=A(this.param.w);return _((Math.pow(t,1/s)-1)/i,8)}
get parameters(){return this.param}set parameters(t){this.update_parameters(t)}
params_handler_proxy(){const t=this;return{set:function(e,s,i){
return"request_retention"===s&&Number.isFinite(i)?t.intervalModifier=t.calculate_interval_modifier(Number(i)):"w"===s&&(i=E(i,e.relearning_steps.length,e.enable_short_term),
i=R(Array.from(i),e.relearning_steps.length,e.enable_short_term),
t.forgetting_curve=$.bind(this,i),
t.intervalModifier=t.calculate_interval_modifier(Number(e.request_retention))),
Reflect.set(e,s,i),!0}}}update_parameters(t){const e=this.prepare_parameters(t)
;for(const t in e)this.param[t]=e[t]}prepare_parameters=t=>{const e=(t=>{
const e=Array.isArray(t?.learning_steps)?t.learning_steps:v,s=Array.isArray(t?.relearning_steps)?t.relearning_steps:x,i=t?.enable_short_term??true,r=E(t?.w,s.length,i)
;return{request_retention:t?.request_retention||.9,
maximum_interval:t?.maximum_interval||36500,w:r,enable_fuzz:t?.enable_fuzz??!1,
enable_short_term:i,learning_steps:e,relearning_steps:s}})(t)
;return e.w=R(Array.from(e.w),e.relearning_steps.length,e.enable_short_term),e}
;init_stability(t){return Math.max(this.param.w[t-1],.1)}init_difficulty(t){
const e=this.param.w;return _(e[4]-Math.exp((t-1)*e[5])+1,8)}apply_fuzz(t,e){
if(!this.param.enable_fuzz||t<2.5)return Math.round(t);const s=function(t){
const e=new w(t),s=()=>e.next()
;return s.int32=()=>4294967296*e.next()|0,s.double=()=>s()+11102230246251565e-32*(2097152*s()|0),
s.state=()=>e.state,s.importState=t=>(e.state=t,s),s
}(this._seed)(),{min_ivl:i,max_ivl:r}=function(t,e,s){let i=1
;for(const e of u)i+=e.factor*Math.max(Math.min(t,e.end)-e.start,0)
;t=Math.min(t,s);let r=Math.max(2,Math.round(t-i))
;const a=Math.min(Math.round(t+i),s)
;return t>e&&(r=Math.max(r,e+1)),r=Math.min(r,a),{min_ivl:r,max_ivl:a}
}(t,e,this.param.maximum_interval);return Math.floor(s*(r-i+1)+i)}
next_interval(t,e){
const s=Math.min(Math.max(1,Math.round(t*this.intervalModifier)),this.param.maximum_interval)
;return this.apply_fuzz(s,e)}linear_damping(t,e){return _(t*(10-e)/9,8)}
next_difficulty(t,e){const s=t+this.linear_damping(-this.param.w[6]*(e-3),t)
;return c(this.mean_reversion(this.init_difficulty(i.Easy),s),1,10)}
mean_reversion(t,e){const s=this.param.w;return _(s[7]*t+(1-s[7])*e,8)}
next_recall_stability(t,e,s,r){
const a=this.param.w,n=i.Hard===r?a[15]:1,l=i.Easy===r?a[16]:1
;return _(c(e*(1+Math.exp(a[8])*(11-t)*Math.pow(e,-a[9])*(Math.exp((1-s)*a[10])-1)*n*l),b,36500),8)
}next_forget_stability(t,e,s){const i=this.param.w
;return _(c(i[11]*Math.pow(t,-i[12])*(Math.pow(e+1,i[13])-1)*Math.exp((1-s)*i[14]),b,36500),8)
}next_short_term_stability(t,e){
const s=this.param.w,r=Math.pow(t,-s[19])*Math.exp(s[17]*(e-3+s[18]))
;return _(c(t*(e>=i.Hard?Math.max(r,1):r),b,36500),8)}forgetting_curve
;next_state(t,s,i,r){const{difficulty:a,stability:n}=t??{difficulty:0,
stability:0};if(s<0)throw new e(`Invalid delta_t "${s}"`)
;if(i<0||i>4)throw new e(`Invalid grade "${i}"`);if(0===a&&0===n)return{
difficulty:c(this.init_difficulty(i),1,10),stability:this.init_stability(i)}
;if(0===i)return{difficulty:a,stability:n}
;if(a<1||n<b)throw new e(`Invalid memory state { difficulty: ${a}, stability: ${n} }`)
;const l=this.param.w;let d
;if(r="number"==typeof r?r:this.forgetting_curve(s,n),
0===s&&this.param.enable_short_term)d=this.next_short_term_stability(n,i);else if(1===i){
const t=this.next_forget_stability(a,n,r);let[e,s]=[0,0]
;this.param.enable_short_term&&(e=l[17],s=l[18]),d=c(_(n/Math.exp(e*s),8),b,t)
}else d=this.next_recall_stability(a,n,r,i);return{
difficulty:this.next_difficulty(a,i),stability:d}}}class H extends m{
learningStepsStrategy;constructor(t,e,s,i){super(t,e,s,i);let r=f
;if(this.strategies){const t=this.strategies.get(y.LEARNING_STEPS);t&&(r=t)}
this.learningStepsStrategy=r}getLearningInfo(t,e){
const s=this.algorithm.parameters;t.learning_steps=t.learning_steps||0
;const i=this.learningStepsStrategy(s,t.state,t.learning_steps);return{
scheduled_minutes:Math.max(0,i[e]?.scheduled_minutes??0),
next_steps:Math.max(0,i[e]?.next_step??0)}}applyLearningSteps(t,e,i){
const{scheduled_minutes:r,next_steps:n}=this.getLearningInfo(this.current,e)
;if(r>0&&r<1440)t.learning_steps=n,
t.scheduled_days=0,t.state=i,t.due=a(this.review_time,Math.round(r),!1);else if(t.state=s.Review,
r>=1440)t.learning_steps=n,
t.due=a(this.review_time,Math.round(r),!1),t.scheduled_days=Math.floor(r/1440);else{
t.learning_steps=0
;const e=this.algorithm.next_interval(t.stability,this.elapsed_days)
;t.scheduled_days=e,t.due=a(this.review_time,e,!0)}}newState(t){
const e=this.next.get(t);if(e)return e;const i=this.next_ds(this.elapsed_days,t)
;this.applyLearningSteps(i,t,s.Learning);const r={card:i,log:this.buildLog(t)}
;return this.next.set(t,r),r}learningState(t){const e=this.next.get(t)
;if(e)return e;const s=this.next_ds(this.elapsed_days,t)
;this.applyLearningSteps(s,t,this.last.state);const i={card:s,
log:this.buildLog(t)};return this.next.set(t,i),i}reviewState(t){
const e=this.next.get(t);if(e)return e
;const r=this.elapsed_days,a=this.algorithm.forgetting_curve(r,this.current.stability),n=this.next_ds(r,i.Again,a),l=this.next_ds(r,i.Hard,a),d=this.next_ds(r,i.Good,a),h=this.next_ds(r,i.Easy,a)
;this.next_interval(l,d,h,r),
this.next_state(l,d,h),this.applyLearningSteps(n,i.Again,s.Relearning),
n.lapses+=1;const o={card:n,log:this.buildLog(i.Again)},u={card:l,
log:super.buildLog(i.Hard)},c={card:d,log:super.buildLog(i.Good)},_={card:h,
log:super.buildLog(i.Easy)}
;return this.next.set(i.Again,o),this.next.set(i.Hard,u),
this.next.set(i.Good,c),this.next.set(i.Easy,_),this.next.get(t)}next_ds(t,e,s){
const i=this.algorithm.next_state({difficulty:this.current.difficulty,
stability:this.current.stability},t,e,s),a=r.card(this.current)
;return a.difficulty=i.difficulty,a.stability=i.stability,a}
next_interval(t,e,s,i){let r,n
;r=this.algorithm.next_interval(t.stability,i),n=this.algorithm.next_interval(e.stability,i),
r=Math.min(r,n),n=Math.max(n,r+1)
;const l=Math.max(this.algorithm.next_interval(s.stability,i),n+1)
;t.scheduled_days=r,
t.due=a(this.review_time,r,!0),e.scheduled_days=n,e.due=a(this.review_time,n,!0),
s.scheduled_days=l,s.due=a(this.review_time,l,!0)}next_state(t,e,i){
t.state=s.Review,
t.learning_steps=0,e.state=s.Review,e.learning_steps=0,i.state=s.Review,
i.learning_steps=0}}class D extends m{newState(t){const e=this.next.get(t)
;if(e)return e;this.current.scheduled_days=0,this.current.elapsed_days=0
;const s=this.next_ds(0,i.Again),r=this.next_ds(0,i.Hard),a=this.next_ds(0,i.Good),n=this.next_ds(0,i.Easy)
;return this.next_interval(s,r,a,n,0),
this.next_state(s,r,a,n),this.update_next(s,r,a,n),this.next.get(t)}
next_ds(t,e,s){const i=this.algorithm.next_state({
difficulty:this.current.difficulty,stability:this.current.stability
},t,e,s),a=r.card(this.current)
;return a.difficulty=i.difficulty,a.stability=i.stability,a}learningState(t){
return this.reviewState(t)}reviewState(t){const e=this.next.get(t);if(e)return e
;const s=this.elapsed_days,r=this.algorithm.forgetting_curve(s,this.current.stability),a=this.next_ds(s,i.Again,r),n=this.next_ds(s,i.Hard,r),l=this.next_ds(s,i.Good,r),d=this.next_ds(s,i.Easy,r)
;return this.next_interval(a,n,l,d,s),
this.next_state(a,n,l,d),a.lapses+=1,this.update_next(a,n,l,d),this.next.get(t)}
next_interval(t,e,s,i,r){let n,l,d,h
;n=this.algorithm.next_interval(t.stability,r),
l=this.algorithm.next_interval(e.stability,r),
d=this.algorithm.next_interval(s.stability,r),
h=this.algorithm.next_interval(i.stability,r),n=Math.min(n,l),l=Math.max(l,n+1),
d=Math.max(d,l+1),
h=Math.max(h,d+1),t.scheduled_days=n,t.due=a(this.review_time,n,!0),
e.scheduled_days=l,
e.due=a(this.review_time,l,!0),s.scheduled_days=d,s.due=a(this.review_time,d,!0),
i.scheduled_days=h,i.due=a(this.review_time,h,!0)}next_state(t,e,i,r){
t.state=s.Review,
t.learning_steps=0,e.state=s.Review,e.learning_steps=0,i.state=s.Review,
i.learning_steps=0,r.state=s.Review,r.learning_steps=0}update_next(t,e,s,r){
const a={card:t,log:this.buildLog(i.Again)},n={card:e,log:super.buildLog(i.Hard)
},l={card:s,log:super.buildLog(i.Good)},d={card:r,log:super.buildLog(i.Easy)}
;this.next.set(i.Again,a),
this.next.set(i.Hard,n),this.next.set(i.Good,l),this.next.set(i.Easy,d)}}
class I{fsrs;constructor(t){this.fsrs=t}replay(t,e,s){
return this.fsrs.next(t,e,s)}handleManualRating(t,r,a,l,d,h,o){
if(void 0===r)throw new e("reschedule: state is required for manual rating")
;let u,c;if(r===s.New)u={rating:i.Manual,state:r,due:o??a,stability:t.stability,
difficulty:t.difficulty,elapsed_days:l,last_elapsed_days:t.elapsed_days,
scheduled_days:t.scheduled_days,learning_steps:t.learning_steps,review:a
},c=N(a),c.last_review=a;else{
if(void 0===o)throw new e("reschedule: due is required for manual rating")
;const s=n(o,a,"days");u={rating:i.Manual,state:t.state,
due:t.last_review||t.due,stability:t.stability,difficulty:t.difficulty,
elapsed_days:l,last_elapsed_days:t.elapsed_days,scheduled_days:t.scheduled_days,
learning_steps:t.learning_steps,review:a},c={...t,state:r,due:o,last_review:a,
stability:d||t.stability,difficulty:h||t.difficulty,elapsed_days:l,
scheduled_days:s,reps:t.reps+1}}return{card:c,log:u}}reschedule(t,e){const a=[]
;let l=N(t.due);for(const t of e){let e
;if(t.review=r.time(t.review),t.rating===i.Manual){let i=0
;l.state!==s.New&&l.last_review&&(i=n(t.review,l.last_review,"days")),
e=this.handleManualRating(l,t.state,t.review,i,t.stability,t.difficulty,t.due?r.time(t.due):void 0)
}else e=this.replay(l,t.review,t.rating);a.push(e),l=e.card}return a}
calculateManualRecord(t,e,s,i){if(!s)return null
;const{card:a,log:l}=s,d=r.card(t)
;return d.due.getTime()===a.due.getTime()?null:(d.scheduled_days=n(a.due,d.due,"days"),
this.handleManualRating(d,a.state,r.time(e),l.elapsed_days,i?a.stability:void 0,i?a.difficulty:void 0,a.due))
}}function T(t,e){return"function"==typeof e?e(t):t}class F extends L{
strategyHandler=new Map;Scheduler;constructor(t){super(t)
;const{enable_short_term:e}=this.parameters;this.Scheduler=e?H:D}
params_handler_proxy(){const t=this;return{set:function(e,s,i){
return"request_retention"===s&&Number.isFinite(i)?t.intervalModifier=t.calculate_interval_modifier(Number(i)):"enable_short_term"===s?t.Scheduler=!0===i?H:D:"w"===s&&(i=E(i,e.relearning_steps.length,e.enable_short_term),
i=R(Array.from(i),e.relearning_steps.length,e.enable_short_term),
t.forgetting_curve=$.bind(this,i),
t.intervalModifier=t.calculate_interval_modifier(Number(e.request_retention))),
Reflect.set(e,s,i),!0}}}useStrategy(t,e){
return this.strategyHandler.set(t,e),this}clearStrategy(t){
return t?this.strategyHandler.delete(t):this.strategyHandler.clear(),this}
getScheduler(t,e){
return new(this.strategyHandler.get(y.SCHEDULER)||this.Scheduler)(t,e,this,this.strategyHandler)
}repeat(t,e,s){return T(this.getScheduler(t,e).preview(),s)}next(t,s,a,n){
const l=this.getScheduler(t,s),d=r.rating(a)
;if(d===i.Manual)throw new e("Cannot review a manual rating")
;return T(l.review(d),n)}get_retrievability(t,e,i=!0){const a=r.card(t)
;e=e?r.time(e):new Date
;const l=a.state!==s.New?Math.max(n(e,a.last_review,"days"),0):0,d=a.state!==s.New?this.forgetting_curve(l,+a.stability.toFixed(8)):0
;return i?`${(100*d).toFixed(2)}%`:d}rollback(t,a,n){
const l=r.card(t),d=r.review_log(a)
;if(d.rating===i.Manual)throw new e("Cannot rollback a manual rating");let h,o,u
;switch(d.state){case s.New:h=d.due,o=void 0,u=0;break;case s.Learning:
case s.Relearning:case s.Review:
h=d.review,o=d.due,u=l.lapses-(d.rating===i.Again&&d.state===s.Review?1:0)}
return T({...l,due:h,stability:d.stability,difficulty:d.difficulty,
elapsed_days:d.last_elapsed_days,scheduled_days:d.scheduled_days,
reps:Math.max(0,l.reps-1),lapses:Math.max(0,u),learning_steps:d.learning_steps,
state:d.state,last_review:o},n)}forget(t,e,a=!1,l){const d=r.card(t);e=r.time(e)
;const h=d.state===s.New?0:n(e,d.due,"days"),o={rating:i.Manual,state:d.state,
due:d.due,stability:d.stability,difficulty:d.difficulty,elapsed_days:0,
last_elapsed_days:d.elapsed_days,scheduled_days:h,
learning_steps:d.learning_steps,review:e};return T({card:{...d,due:e,
stability:0,difficulty:0,elapsed_days:0,scheduled_days:0,reps:a?0:d.reps,
lapses:a?0:d.lapses,learning_steps:0,state:s.New,last_review:d.last_review},
log:o},l)}reschedule(t,e=[],s={}){
const{recordLogHandler:a,reviewsOrderBy:n,skipManual:l=!0,now:d=new Date,update_memory_state:h=!1}=s
;n&&"function"==typeof n&&e.sort(n),l&&(e=e.filter(t=>t.rating!==i.Manual))
;const o=new I(this),u=o.reschedule(s.first_card||N(),e),c=u.length,_=r.card(t),g=o.calculateManualRecord(_,d,c?u[c-1]:void 0,h)
;return{collections:"function"==typeof a?u.map(a):u,
reschedule_item:g?T(g,a):null}}}export const scheduling={createEmptyCard:N,
fsrs:t=>new F(t||{})};
