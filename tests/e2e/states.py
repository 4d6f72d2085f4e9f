"""Every face of the player, as the coach's bridge sends it."""

from typing import Any

Screen = dict[str, Any]


def _choice(tap: str, label: str, **more: Any) -> dict[str, Any]:
    return {"tap": tap, "label": label, "main": False, **more}


HURTS, PAUSE, SKIP, BACK = (
    _choice(tap, label)
    for tap, label in (("hurts", "It hurts"), ("pause", "Pause"), ("skip", "Skip"), ("back", "Back"))
)
GO_ON = _choice("go-on", "Go on", main=True)
LEAVE = _choice("enough-exercise", "Enough of this exercise")
END = _choice("enough-today", "Enough for today")
CRAMP = _choice("cramp", "Cramp")
MISTAKE = _choice("mistake", "Tapped by mistake")
PLACES = (
    ("sharp", "Sharp, or a pop"),
    ("sit-bone", "At the sit bone"),
    ("tingling", "Numb or tingling"),
    ("muscle", "An ache in the muscle"),
    ("back", "In the back"),
    ("knee", "In the knee"),
    ("elsewhere", "Somewhere else"),
)


def _screen(stage: str, **more: Any) -> Screen:
    common: Screen = {
        "stage": stage,
        "exercise": "lying-leg-curl",
        "variant": "neutral",
        "title": "Lying curl, plain",
        "index": 0,
        "sets": 9,
        "seconds": False,
        "source": "camera",
        "choices": [HURTS, PAUSE, SKIP],
        "lines": [],
        "things": [],
        "ways": [],
    }
    return common | more


def _working(**more: Any) -> Screen:
    left = {
        "side": "left",
        "far": "Left",
        "target": 10,
        "seeing": True,
        "next": "Next: right, plain",
        "correctable": 0,
    }
    return _screen("working", **(left | more))


def _pause(caption: str, line: str, *more: dict[str, Any]) -> Screen:
    return _screen(
        "paused",
        side="left",
        state="Paused",
        number=6,
        target=10,
        seeing=True,
        caption=caption,
        lines=[line],
        next="Next: right, plain",
        correctable=0,
        choices=[GO_ON, CRAMP, HURTS, SKIP, *more, END],
    )


STATES: dict[str, Screen] = {
    "brief": _screen(
        "brief",
        caption="Strength. Three exercises. About fifteen minutes. Mat, weights, chair and ball within reach.",
        lines=["Mat", "Weights", "Chair", "Ball"],
        things=["mat", "ankle-weights", "chair", "ball"],
        choices=[_choice("go-on", "Ready", main=True), HURTS],
    ),
    "place": _screen(
        "place",
        state="Looking",
        seeing=True,
        advice="Turn the phone a little to your feet's side.",
        caption="Walk on the spot while I look.",
        lines=[
            "Phone on its side, about knee high: on a stool, on books. On the floor against a shoe works too.",
            "Look at the mat from the side, so that I see you from head to feet.",
            "Light in front of you, no bright window behind you. Close-fitting clothes, if you like.",
        ],
        choices=[_choice("drive", "Without the camera", value="beat"), HURTS, SKIP],
    ),
    "gear": _screen(
        "gear",
        far="Weights on",
        lines=["Weights"],
        things=["ankle-weights"],
        ways=[
            {"variant": id_, "title": title}
            for id_, title in (("neutral", "Plain"), ("toes-in", "Toes in"), ("toes-out", "Toes out"))
        ],
        caption="Both weights on, snug above the ankle bones. No hurry.",
        next="Next: lying curl, plain, left",
        choices=[_choice("go-on", "Ready", main=True), HURTS, BACK],
    ),
    "ready": _screen(
        "ready",
        side="left",
        far="Left",
        state="Ready",
        number=0,
        target=10,
        seeing=True,
        caption="Left leg. Tighten the back of the thigh, then bring the foot up toward your seat. Start when you like.",
        next="Next: right, plain",
        choices=[HURTS, BACK, SKIP],
    ),
    "ready-variant": _screen(
        "ready",
        side="right",
        far="Toes out · right",
        state="Ready",
        number=0,
        target=10,
        seeing=True,
        caption="Right, toes out. The last ten of these.",
        choices=[HURTS, BACK, SKIP],
    ),
    "working": _working(
        number=6, state="Up", phase_share=0.6, pace=0.75, caption="Six Hips heavy on the mat."
    ),
    "working-right": _working(
        side="right", far="Right", number=10, state="Hold", ticks=[2, 3], phase_share=1.0, caption="And down"
    ),
    "unseen": _working(
        number=6,
        state="Can't see you",
        seeing=False,
        advice="I can't see your legs.",
        caption="I can't see your legs.",
    ),
    "beat": _working(
        number=3, state="Down", source="beat", seeing=None, phase_share=0.3, caption="And slowly down"
    ),
    "stretch": _working(
        exercise="roll-forward",
        variant=None,
        title="Roll forward",
        side="both",
        far=None,
        state="Holding",
        number=22,
        target=45,
        seconds=True,
        ring=0.49,
        source="beat",
        seeing=None,
        correctable=None,
        caption="Half way. Breathe out.",
        next="Next: chair stretch, left",
    ),
    "rest": _screen(
        "rest",
        side="right",
        far="Right",
        state="Ready",
        number=0,
        target=10,
        index=1,
        correctable=0,
        seeing=True,
        lines=["Lying curl, plain, left: 10", "Seen 10"],
        caption="Left done. Now the right. Start when you like.",
        next="Next: left, toes in",
        choices=[HURTS, BACK, SKIP],
    ),
    "paused": _pause(
        "Six", "Stopped at 6 of 10. Everything is saved.", _choice("told", "Done already"), LEAVE
    ),
    "resume": _pause("You stopped at six. Go on?", "You stopped at six. Go on?"),
    "stopped": _screen(
        "stopped",
        side="left",
        state="Stopped",
        number=6,
        target=10,
        caption="Stopped at six. All right?",
        lines=["Stopped at 6 of 10. Everything is saved.", "What happened?"],
        choices=[_choice("break", "Just a break (go on: 7)", main=True), CRAMP, HURTS, LEAVE, END],
    ),
    "cramp": _screen(
        "cramp",
        side="left",
        state="Stopped",
        lines=["Straighten the knee slowly, pull your toes up, breathe.", "Go on, or leave this one?"],
        caption="Straighten the knee slowly, pull your toes up, breathe.",
        choices=[GO_ON, HURTS, LEAVE, END, MISTAKE],
    ),
    "pain-place": _screen(
        "pain",
        state="Stopped",
        lines=["Stopped. Put the leg down.", "Where is it, and what is it like?"],
        caption="Stopped. Put the leg down.",
        choices=[*(_choice("pain-place", label, value=value) for value, label in PLACES), MISTAKE],
    ),
    "pain-score": _screen(
        "pain",
        state="Stopped",
        lines=["How much, from 0 (nothing) to 10 (the worst)?"],
        caption="How much, from 0 to 10?",
        choices=[*(_choice("pain-score", str(n), value=n) for n in range(11)), BACK, MISTAKE],
    ),
    "done": _screen(
        "done",
        far="Done",
        caption="That's all of it. Hips down, rest. Sixty lying curls. Twenty standing curls. See you Friday.",
        lines=["Lying curls: 60", "Standing curls: 20"],
        choices=[],
    ),
}


def plain(screen: Screen) -> Screen:
    """As the coach's worker passes it on: what is not there is left out."""
    return {name: value for name, value in screen.items() if value is not None}
