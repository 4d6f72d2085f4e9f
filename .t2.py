from hamstride.exercises.load import catalogue
from hamstride.exercises.values import *
from hamstride.plan.progression import *
r=RunnerProfile(ankle_weights=2,weight_kg=.5,more_kg=(1.0,1.5,2.0),ball=True)
for e in catalogue().values():
    l=rungs(e,r); print(e.id,len(l)); 
    for n,a in enumerate(l): assert place(a,l)==n,(n,place(a,l),a); print('  ',a.sets,a.reps,a.hold_s,a.load_kg, 'restart',restart(a,l))
