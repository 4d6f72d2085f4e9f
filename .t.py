import time as T
from datetime import *
from hamstride.plan.week import *
from hamstride.plan.runs import *
now=datetime(2026,11,23,9)
pat={0:None,1:RunKind.HARD,2:RunKind.EASY,3:RunKind.HARD,4:None,5:RunKind.EASY,6:RunKind.LONG}
pl=tuple(PlannedRun(day=now.date()+timedelta(days=n),kind=pat[(now.date()+timedelta(days=n)).weekday()]) for n in range(-7,371) if pat[(now.date()+timedelta(days=n)).weekday()])
for pw in (2,3):
    s=Situation(now=now,planned=pl,per_week=pw,newness=Newness(first=date(2026,9,1)))
    t=T.perf_counter(); d=plan(s,53); print(T.perf_counter()-t)
    for x in d[:21]: print(x.day.strftime('%a %d'),[r.kind.value for r in x.runs],x.strength,x.rule)
