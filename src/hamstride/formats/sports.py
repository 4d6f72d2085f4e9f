"""The words in which files name sports."""

import re

from hamstride.formats.activity import RUNNING, plain_name

_RUN = re.compile(
    r"(^|[^a-z])(run|running|jog|jogging|laufen|lauf|course a pied|course à pied|carrera|corsa|corrida|hardlopen|löpning|bieg)"
    r"([^a-z]|$)|(trail|treadmill|virtual|ultra|street|track|indoor|road)_?run"
)
_SUB_SPORTS = ("treadmill", "trail", "track", "virtual", "indoor", "ultra")
_SAYS_NOTHING = {"", "other", "generic", "unknown", "uncategorized", "all", "0"}
_NUMBERED = {
    "9": RUNNING,
    "1": "cycling",
    "4": "hiking",
    "10": "walking",
    "16": "swimming",
}  # of one site's GPX
# Names that say the same as the first, apart by spaces; what none of them is keeps its own.
ALIKE = {
    "alpine_skiing": "alpine_ski resort_skiing",
    "backcountry_skiing": "backcountry_ski ski_touring",
    "cross_country_skiing": "nordic_ski",
    "cycling": "bike biking ride road_biking gravel_cycling gravel_ride velomobile",
    "dance": "dancing",
    "e_biking": "e_bike ebike e_bike_ride ebike_ride e_mountain_bike_ride emountain_bike_ride",
    "hand_cycling": "handcycle",
    "hiit": "high_intensity_interval_training",
    "hiking": "hike",
    "horseback_riding": "horse_riding",
    "ice_skating": "ice_skate",
    "indoor_cycling": "virtual_ride spin",
    "inline_skating": "inline_skate",
    "kayaking": "kayak",
    "kitesurfing": "kitesurf",
    "martial_arts": "mixed_martial_arts",
    "mountain_biking": "mountain_bike mountain_bike_ride mtb",
    "rock_climbing": "climbing bouldering indoor_climbing",
    "roller_skiing": "roller_ski",
    "rowing": "row indoor_rowing virtual_row",
    "sailing": "sail",
    "skateboarding": "skateboard",
    "snowboarding": "snowboard",
    "snowshoeing": "snowshoe",
    "stair_climbing": "stair_stepper floor_climbing",
    "stand_up_paddleboarding": "stand_up_paddling",
    "surfing": "surf",
    "swimming": "swim lap_swimming pool_swimming open_water_swimming",
    "training": "weight_training strength_training workout exercise cardio_training indoor_cardio",
    "walking": "walk casual_walking speed_walking indoor_walking",
    "wheelchair": "wheelchair_push_walk wheelchair_push_run",
    "windsurfing": "windsurf",
}
_USUAL = {name: usual for usual, names in ALIKE.items() for name in names.split()}


def sport_of(label: object) -> tuple[str | None, str | None]:
    """Sport and sub-sport behind a label as files write them ("Running", "trail_running", "VirtualRun", "9"); `None` where
    the label says nothing."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", plain_name(label)).lower()
    if words in _SAYS_NOTHING:
        return None, None
    slug = re.sub(r"\W+", "_", words).strip("_")[:40]
    if slug not in _USUAL and _RUN.search(words):
        return RUNNING, next((sub for sub in _SUB_SPORTS if sub in words), None)
    return _NUMBERED.get(slug) or usual(slug) or None, None


def usual(sport: str) -> str:
    """The one name of a sport that files call by several."""
    return _USUAL.get(sport, sport)
