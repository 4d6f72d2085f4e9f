// Made by `python -m tools.typescript` from the Python sources. Change those, not this.

/** Index of each landmark in a frame. */
export const LANDMARK = {
  NOSE: 0,
  LEFT_EYE_INNER: 1,
  LEFT_EYE: 2,
  LEFT_EYE_OUTER: 3,
  RIGHT_EYE_INNER: 4,
  RIGHT_EYE: 5,
  RIGHT_EYE_OUTER: 6,
  LEFT_EAR: 7,
  RIGHT_EAR: 8,
  MOUTH_LEFT: 9,
  MOUTH_RIGHT: 10,
  LEFT_SHOULDER: 11,
  RIGHT_SHOULDER: 12,
  LEFT_ELBOW: 13,
  RIGHT_ELBOW: 14,
  LEFT_WRIST: 15,
  RIGHT_WRIST: 16,
  LEFT_PINKY: 17,
  RIGHT_PINKY: 18,
  LEFT_INDEX: 19,
  RIGHT_INDEX: 20,
  LEFT_THUMB: 21,
  RIGHT_THUMB: 22,
  LEFT_HIP: 23,
  RIGHT_HIP: 24,
  LEFT_KNEE: 25,
  RIGHT_KNEE: 26,
  LEFT_ANKLE: 27,
  RIGHT_ANKLE: 28,
  LEFT_HEEL: 29,
  RIGHT_HEEL: 30,
  LEFT_FOOT_INDEX: 31,
  RIGHT_FOOT_INDEX: 32,
} as const;

/** How a picture is turned before the model sees it; the value is the number of quarters counter-clockwise. */
export const TURN = {
  UPRIGHT: 0,
  LEFT: 1,
  RIGHT: 3,
} as const;

/** Of `engine/turning.py`. */
export const TURNING = {
  GOOD: 0.6,
  BETTER_BY: 0.2,
  SURELY: 0.9,
  SURELY_BETTER_BY: 0.1,
  WAIT_S: 0.3,
  AGAIN_S: 0.5,
  RAREST_S: 4,
  OTHERS: { 0: [3, 1], 1: [0, 3], 3: [0, 1] },
} as const;

/** Of `engine/company.py`. */
export const COMPANY = {
  LOOK_EVERY_S: 2,
  PICTURES: 60,
  AGAIN_S: 1,
  ELSEWHERE: 0.5,
  HOME_S: 30,
  BEFORE_S: 0.5,
} as const;

/** Of `engine/limits.py`. */
export const LIMITS = {
  THIGH_TO_TRUNK: [0.5, 1.7],
  SHANK_TO_THIGH: [0.4, 2.2],
} as const;

/** Of `engine/sketch.py`. */
export const FIGURE = {
  LONGEST_HOLD_S: 3,
} as const;

/** Of `video/decode.py`. */
export const DECODE = {
  WHOLE_SHARE: 0.9,
  WHOLE_SPARE_S: 1,
} as const;

/** Of `web/drawing.py`. */
export const DRAWING = {
  SLOWER: 3,
} as const;

/** Of `coach/coach.py`. */
export const COACH = {
  SECOND_TAP_S: 0.4,
} as const;

/** Of `plan/pain.py`. */
export const PAIN = {
  MODERATE: 5,
  WEEK_DAYS: 7,
} as const;

/** Of `exercises/values.py`. */
export const VALUES = {
  WORST_PAIN: 10,
} as const;
