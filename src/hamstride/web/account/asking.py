def form(post): return []
def answers(post): return {}
def apply(d, p): return p
