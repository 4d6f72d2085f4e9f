"""The limits that the watcher judges bodies and movements by, in one place, with where they come from. How long a mean
remembers and which part of a curve is fitted stands where it is done; what an exercise asks for, in its declaration.

Angles in degrees, times in seconds, lengths as a share of the trunk's length in the picture (hips to shoulders).
"""

from typing import Final

# Seeing. MediaPipe's own visibility; a title card or a talking head has 0.0 to 0.3 at knee and ankle.
VISIBLE: Final = 0.5
VISIBLE_AGAIN: Final = 0.6
SMALL_BODY: Final = 0.08  # trunk as a share of the picture's height: smaller is too far to read
# The rules hold from 8 to 60 frames a second: of more (a film in slow motion) so many are taken.
FRAME_LEAST_S: Final = 0.0145
EDGE: Final = 0.02  # how far outside of the picture a point may be before it counts as cut off

# Proportions in the picture: thigh to trunk is 0.67 to 1.0 from the side; the reversed skeleton has 0.45.
THIGH_TO_TRUNK: Final = (0.5, 1.7)
SHANK_TO_THIGH: Final = (0.4, 2.2)
KNEE_FORWARD_DEG: Final = -30.0  # no knee bends so far to the front

# Which way the body faces, from means over a second.
NEAR_SURE: Final = 0.15  # trunk lengths of depth, and visibility, by which the near side leads
UPRIGHT_TRUNK_SHARE: Final = 0.6  # of its length the trunk rises by more where nose and toes tell the front
FRONT_DEPTH_MOST: Final = 0.6  # trunk lengths: the depth between the sides counts for no more beside them
FRONT_SURE: Final = 0.2  # trunk lengths by which they must stand out
# Across by so much of how far it rises or falls, a trunk tells where the head lies; on the ball it stands too steep for that.
LYING_SLOPE: Final = 0.3

# Postures, by the lean of the trunk (forward is positive) and of the near thigh, whatever exercise is meant.
STANDING_TRUNK_DEG: Final = 40.0
STANDING_THIGH_DEG: Final = 50.0
PRONE_TRUNK_DEG: Final = (55.0, 125.0)
PRONE_THIGH_DEG: Final = 45.0  # one that leans less belongs to somebody who stands bent over
SUPINE_TRUNK_DEG: Final = (-155.0, -55.0)  # hips above the shoulders on the ball are beyond -90

# Jumps. A body does not move half its trunk between two frames, nor change its size.
JUMP: Final = 0.6
JUMP_PER_S: Final = 3.0
SCALE_JUMP: Final = 1.5
JUMP_SETTLES_S: Final = 1.0  # a body that stays at the new place so long is believed (the camera was moved)


# A camera that is turned: a phone falls over in 0.3 to 0.7 s, all of it without a leap; a trunk bends at up to 110 degrees a
# second, and bends at the hips. A model that takes head for feet leaps by 180 degrees from one frame to the next.
TURN_WINDOW_S: Final = 0.3
TURN_SMOOTH_S: Final = 0.07  # so long before and after are averaged: three of 30 pictures a second, one of 12
TURN_FRAME_S: Final = 0.13  # from one picture to the next; what is longer was not seen
TURN_DEG: Final = 42.0
STIFF_TURN_DEG: Final = 22.0  # enough where the hips do not bend with it
STIFF_HIP_DEG: Final = 8.0
TURNED_HIP_DEG: Final = 12.0  # all the way of the turn, as the model reads them
STRAIGHT_DEG: Final = 45.0
TURNED_DEG: Final = 8.0
MOST_TURN_DEG: Final = 135.0
TURN_TAKES_S: Final = 1.6
# So far in so short a time nobody lies down, however the model bends the hips of a body that turns.
QUICK_TURN_DEG: Final = 60.0
QUICK_TURN_S: Final = 1.25
CALM_DEG: Final = 4.0  # by so little the trunk has moved where the turn has not begun
SAME_HIP_DEG: Final = 15.0
LEAP_DEG: Final = 60.0
LEAP_DEG_PER_S: Final = 100.0  # more where it was not seen: a phone falls by so much then
# Trunk and a thigh lean so much less, together, in a picture that is the right way up again.
UPRIGHT_BY_DEG: Final = 20.0
LIES_STILL_DEG: Final = 6.0  # whose trunk leans no further from its rest does not get up
SAME_PLACE: Final = 0.35  # trunk lengths; who comes back nearer to where they lay lies there still

# One leg from frame to frame. In the drawn films the model puts an ankle on the other leg for up to 0.3 s; the shin is then
# 10 to 45 % too short. Jitter of 5 degrees leaves lengths alone; turning the body changes them slowly.
LENGTH_CHANGE: Final = (0.88, 1.16)
LENGTH_MEMORY_S: Final = 1.2
# Odd lengths are learned slowly: a covered shin may stay short for a second and more.
ODD_LENGTH_MEMORY_S: Final = 6.0
SPEED_MEMORY_S: Final = 0.12
OFF_WAY_DEG: Final = 18.0
QUICKEST_DEG_PER_S2: Final = 2500.0  # a kick up in half a second
ODD_OFF_WAY_DEG: Final = 8.0
ODD_OFF_WAY_DEG_PER_S: Final = 100.0
GLITCH_S: Final = 0.4
# A leg that is let go falls from the seat to the floor in 0.4 s. A knee that opens quicker has not moved: the model draws
# both legs where the still one is, for up to a second and a half, and so long it is waited for.
FALL_DEG: Final = 12.0
FALL_DEG_PER_S: Final = 300.0
FALLS_FASTER: Final = 2.0  # one that falls already may fall so much faster the next moment
FALL_S: Final = 0.35
GONE_DEG: Final = 25.0
GONE_S: Final = 1.5
LOWER_DEG_PER_S: Final = 60.0  # meanwhile it may have come down
# A badly seen leg that was on its way up, faster than this, stays above for so long and comes down as is asked: it is
# waited for longer.
LOST_RISING_SEEN: Final = 0.6
RISES_S: Final = 0.2  # what is shorter tells nothing
RISING_DEG_PER_S: Final = 40.0
STOPS_DEG_PER_S2: Final = 600.0
SWINGS_S: Final = 0.3  # longer than a leg whose shin is drawn too short for a frame or two
AGAIN_SHARE: Final = 0.5  # seen again bent so far beside where it was lost
ABOVE_S: Final = 0.5
LOWER_AS_ASKED_DEG_PER_S: Final = 40.0
GONE_RISING_S: Final = 2.0
SEEN_UP_S: Final = 1.0  # one that was surely seen at its top for so long is not on its way up any more

# The names of the legs. In drawn films seen straight from the side they change places for up to half a second, the knees 25
# to 80 degrees apart; the model draws a covered leg along by up to 20.
BENDS_DEG: Final = 10.0  # a knee bent so far from its rest is no longer at rest
BEGUN_DEG: Final = 25.0  # and so far has begun a movement
SETTLED_DEG: Final = 40.0  # so far up, whose leg it is has been seen
QUIET_DEG: Final = 5.0  # a knee no further from its rest is quite still
UNQUIET_SHARE: Final = 0.3  # what a frame says for the far leg in which the near one is not
APART_DEG: Final = 15.0  # knees no further apart are not told from one another
# With somebody else in the picture, legs that are both off their rest by so much are partly those of the other one: at its top
# a leg read 90, 21 and 86 degrees within a second while somebody went by behind it, and the still one up to 50.
MIXED_DEG: Final = 12.0
# The leg of the set is taken unless the other one leads by more than this share of the way; and the near leg by so much more.
LATEST: Final = 6
LIKELY_LEAD: Final = 0.5
ASKED_LEAD: Final = 0.3  # the same of a leg that was asked for, and has shown nothing yet
NEAR_LEAD: Final = 0.3

LOST_AFTER_S: Final = 0.5
FOUND_AFTER_S: Final = 0.3
REST_FORGOTTEN_AFTER_S: Final = 2.0  # a longer loss in mid-movement gives the movement up
LIES_DEG: Final = 45.0  # a trunk that leans further lies
# With head and feet exchanged a leg is seen at 0.5 to 0.9, the right way round at 0.97 to 1.0.
SEEN_BETTER: Final = 0.1
SEEN_FOR_S: Final = 2.0  # whole body, side-on, so long: "I see all of you"
ADVICE_AFTER_S: Final = 1.0
MOVED_S: Final = 2.0  # somebody who moved so lately moves
MOVES: Final = 0.4  # six points together, in trunk lengths: a curl comes to 0.5 to 1.1, jitter of 2 degrees to 0.1 (worst 0.4)
DARK: Final = 0.12  # mean brightness
TILTED_DEG: Final = 10.0
SQUARE_DEG: Final = 4.0  # turned no further, the body's line in the picture is its line in the room
SIDE_ON_MAX_DEG: Final = 50.0  # turn of the shoulders and hips away from a pure side view
SIDE_ON_AGAIN_DEG: Final = 10.0  # so much nearer to it again before it counts as side-on
# Of a test, which is about degrees: turned by 25 a knee reads 3 degrees too straight.
TEST_SIDE_ON_MAX_DEG: Final = 30.0

# Start position, around the declared key pose; the model's own bias is 2 to 16 degrees.
TRUNK_TOLERANCE_DEG: Final = 35.0
SIGNAL_TOLERANCE_DEG: Final = 30.0
# Hips on the floor are at 35 in the declared pose; hips that only sag are told of, not ignored.
HIP_TOLERANCE_DEG: Final = 32.0
RAISED_DEG: Final = 15.0  # a declared difference between the hips that is a foot on something
RAISED_SHARE: Final = 0.4  # how much of it shows that a foot is raised,
LOWERED_SHARE: Final = 0.15  # and how little that it is not: leaning, one leg covers the other
RAISED_MEMORY_S: Final = 1.0
STILL_S: Final = 1.0
ARMED_S: Final = 0.5
STILL_DRIFT_DEG: Final = 6.0
STILL_SPREAD_DEG: Final = 25.0
SAME_REST_DEG: Final = 12.0  # back in a pose as near as this, the rest pose from before is good again
BACK_AFTER_S: Final = 0.2
REFRESH_S: Final = 0.4
# How still a leg must be for its rest pose to be taken afresh: a slow lift begins with 10 degrees in the first half second.
REFRESH_WINDOW_S: Final = 0.7
REFRESH_DRIFT_DEG: Final = 3.0
LEFT_AFTER_S: Final = 1.0
# Beyond what the declared way allows, so much more of trunk and hip is another position.
LEFT_TRUNK_DEG: Final = 10.0
LEFT_HIP_DEG: Final = 60.0
# Frames do not fall on the edges of a window: so much of it is all of it.
STILL_WINDOW_SHARE: Final = 0.95
REFRESH_WINDOW_SHARE: Final = 0.8

# Repetitions.
# The other knee travelling more than this share of the working one: both legs, no repetition.
OTHER_LEG_SHARE: Final = 0.45
# The thigh swinging more than this from the declared path: marching or squatting.
THIGH_SWING_DEG: Final = 50.0
SHANK_SHARE: Final = 0.5  # the shin must do at least half of what the knee does: in a march the thigh does it
# A standing leg that works on the far side is at 0.4 to 0.6; better seen, it is the near one.
NAMED_WRONG_SEEN: Final = 0.75
SECOND_SET: Final = 3  # repetitions in a row of the other leg that are a set of their own
TRUNK_SWING_DEG: Final = 32.0  # bending down
SHORTEST_REP_S: Final = 0.8
SHORTEST_LIFT_S: Final = 0.3
# Between leaving and being back; shaking a leg out goes at two to three times a second.
SHORTEST_UP_S: Final = 0.5
# Up and down together; at 8 frames a second a shaken leg may seem to stay up in between. In drawn films it comes to 0.87 at
# the most, the quickest curl to 1.35.
SHORTEST_WAYS_S: Final = 1.0
# A far leg that is seen no better is invented by the model: it may go along with the near one.
INVENTED_SEEN: Final = 0.35
# Shaking: more than once from the upper part below half of it and up again within this time.
SWING_DOWN: Final = 0.5
# A leg whose shin is too short, drawn to the other one's for a picture or two, stays at 0.3 and more.
SWING_PLAINLY_DOWN: Final = 0.25
SWING_UP: Final = 0.75
SWING_S: Final = 0.65
SWING_LEAST_S: Final = 0.1  # a far leg that is lost for a moment is down for less
# Shares of the range a second: a heel shaken as hard as it goes falls by six, a far leg that is lost by nine to thirteen.
LEAP_PER_S: Final = 8.0
LEAP_LEAST: Final = 0.4  # and no less, however many frames a second
# Both legs surely up at once for so long: in drawn films a true curl comes to 0.2 s, two heels kicked together to 0.4; and for
# such a share of the time in which one is: a slow curl comes to 0.4 s as well.
BOTH_UP: Final = 0.6
ALIKE: Final = 0.2
BOTH_UP_S: Final = 0.35
BOTH_UP_SHARE: Final = 0.35
# Ball curls in drawn films, as quick as they go, are up for 1.3 s; what the model made up for 0.42.
BOTH_LEAST_UP_S: Final = 0.5
KICKED_S: Final = 1.2  # heels that are kicked up together are down again by then
KICKED_UP_S: Final = 0.75  # on end; heels that are kicked up together come to 0.45, the quickest curl to 1.0
BOTH_SEEN: Final = 0.42  # seen no better, a leg that goes along with a slow one may be the model's
# A leg that is surely seen and whose way, in shares of its top, is that of going up and down once; and that of one which the
# model throws to and fro between where it lies and the other one.
ONCE_SEEN: Final = 0.9
ONCE_UP_AND_DOWN: Final = 2.6
THROWN: Final = 5.0
ALONE_SHARE: Final = 0.2  # bent by so little of the other one on the ways, a leg did not go with it
# One leg that leads by so much going down while the other comes up, in so long and not from one frame to the next, neither shin
# too short on the way; so often, and in a long movement so often a second: a held leg may change its name as plainly.
LEADS: Final = 0.4
CROSSING_S: Final = (0.09, 0.5)
CROSSING_LENGTH: Final = 0.84
TURNS: Final = 3
TURNS_PER_S: Final = 0.4
# Both legs were down and one up again so often: within a true curl of the near leg the model loses it twice at the most, and
# is seen to move down and up again once (2 of 226 in drawn films).
DIP_FROM: Final = 0.5
DIP_TO: Final = 0.15
DIPS: Final = 3
SEEN_DIPS: Final = 2
SEEN_WAY_S: Final = 0.06  # what is quicker is a leap
SEEN_KICKS: Final = 2  # of a leg that is plainly seen
KICK_SEEN: Final = 0.8  # plainly the leg itself
LONGEST_DIP_S: Final = 0.9  # from up to up again, in kicking
# The near leg stood (so little of the range) while the other one was plainly up (a far leg is drawn less bent than it is), in
# more than this share of the frames: where it works itself this comes to 0.3 at the most in drawn films.
STOOD: Final = 0.15
PLAINLY_UP: Final = 0.4
COVERED_SEEN: Final = 0.78  # and that one no better seen than a leg that the near one covers
STOOD_SHARE: Final = 0.4
STOOD_BEFORE_LED: Final = 2.0  # and so many times the frames in which it led
COMPLETE_WITHIN_S: Final = 0.6  # after its return a repetition is summed up,
RESTING_DEG_PER_S: Final = 6.0  # once the leg goes down no quicker than this,
COMPLETE_AT_MOST_S: Final = 1.6  # or after so long
UNSURE_S: Final = 0.25  # how long a return is waited for while the leg's lengths are odd
# A frame of odd lengths so far off its neighbours shows that the model loses the leg now and then.
ROUGH_SHARE: Final = 0.25
ROUGH_S: Final = 1.0  # for so long after it
ROUGH_SURE: Final = 0.67  # or an excursion of whose frames no more are sure
ROUGH_WAIT_S: Final = 0.35  # a return is waited for so long
# A leg that is hardly seen and was lost in this movement is drawn down for up to 0.3 s, one with too short a shin for 0.6.
HALF_WAY_SHIN: Final = 0.75  # a shin so short is drawn half way to the other one: its leg is not down
HALF_WAY_S: Final = 0.5  # unless it has been down for so long: then the rest pose holds no longer
HARDLY_WAIT_S: Final = 0.3
DRAWN_WAIT_S: Final = 0.7
BOTH_QUANTILE: Final = 0.25  # both legs are bent all the time, or it was the model's doing:
# Whose leg it was, told on the ways: so long before it was noticed, while both are bent so much together (of the range), in at
# least so many frames, from the share of them in which it led.
WAYS_S: Final = 0.3
LITTLE_BENT: Final = (0.25, 0.75)
WAYS_TO: Final = 0.75  # and no more than this share of the top, which the model may give to the other leg
WAYS_FRAMES: Final = 3
LED_SELDOM: Final = 0.25
LED_OFTEN: Final = 0.65
LED_ALIKE: Final = 0.75  # neither leads where both are mostly bent so much alike: 0 to 0.54 where the one led, in drawn films
UNTOLD_S: Final = 0.4  # a leg that is waited for so long may have been down meanwhile
LONGEST_KICKS_S: Final = 3.0  # one leg after the other, without a rest
LONGEST_HOP_S: Final = 1.5  # of somebody standing: both feet are not off the floor for longer,
KNEELS_AT: Final = 0.3  # unless the hips came down by so many trunk lengths: on the knees they may be
SHARED_MOST_S: Final = 0.6  # for so long the other leg's bend may be this one's
DRAWN_ALONG_SHARE: Final = 0.94  # a leg drawn along whose shin is still too short is bent by less than this
BOTH_SHARE: Final = 0.62  # a leg drawn along is bent by less than this share in a quarter of the frames, a kicking one by more
# Kicking in turn: one leg is down to so little of its peak while the other is bent so far (share of the range), and each kick
# takes no longer than this.
DOWN_SHARE: Final = 0.7
CROSSED_AT: Final = 0.28
CROSSED_SHARE: Final = 0.3  # in more than this share of the frames in between
SHORTEST_SWING_S: Final = 0.93
ALONG_SHARE: Final = 0.1  # a still leg drawn along by so much of the range says nothing
RISE_AGAIN_SHARE: Final = 0.25
TURN_SHARE: Final = 0.12  # how far (share of the range) the limb comes back before the top is over

# The clock. Ends of a hold are found from the ramps; this speed is "still" for the feedback alone.
STILL_DEG_PER_S: Final = 15.0
HOLD_NOTICED_S: Final = 0.2  # how late a hold is noticed as such: its ticks begin before
SMOOTH_S: Final = 0.07  # half width of the zero-phase smoothing before crossings are read
TOP_SHARE: Final = 0.6  # of the peak: there begins the upper part,
TOP_S: Final = 1.5  # and so much of it tells the level of the top, or where it is longer the half of it,
TOP_MOST_S: Final = 3.0  # up to so much: the way there may be slow
TOP_QUANTILE: Final = 0.8
# A leg that was surely itself in a smaller share of the frames than this was lost at its top, which then reads too low (0.55 to
# 0.85 of the range in drawn films); seen well, a top reads 0.85 to 1.05. Less than TOP_DIFFERS higher is no other level.
LOST_TOP_SURE: Final = 0.8
LOST_TOP_DOUBT: Final = 0.05
HALF_LOST_SURE: Final = 0.5  # and less than that, in small and noisy pictures (full ones read 0.51 and 0.54):
HALF_LOST_DOUBT: Final = 0.1
USUAL_TOP: Final = 0.95
TOP_DIFFERS: Final = 0.1
RESTING_SHARE: Final = 0.03  # a leg that still falls by more than this has not told yet where it rests
RESTED_SHARE: Final = 0.12  # of the range: so near to rest the leg was at rest
# What the model does to a covered leg makes it read too low: where a leg was surely itself in a smaller share of the
# frames, what lies under a way counts for less.
CLEAN_SHARE: Final = 0.9
UNDER_WEIGHT: Final = 0.3
UNSURE_WEIGHT: Final = 0.3  # what a frame of odd lengths counts for there
WILD_SHARE: Final = 0.2  # further off a way than this share of the range is wild, however far
# Share of a repetition's frames in which the leg must surely be itself for its times to be judged.
TIMED_SHARE: Final = 0.4
# A lowering is called quick only where it is so by its own error: the model reads both ends of a way too flat, so that 1.36 s
# read as 1.1, and a covered leg (in less than CLEAN_SHARE surely itself) is lost for a part of it besides, where no usual top
# makes that good.
LOWER_DOUBT_S: Final = 0.15
COVERED_LOWER_DOUBT_S: Final = 0.2
# Of a far leg, and in small, noisy pictures, 1.3 to 1.5 s read as 1.08 to 1.3 (of 127 lowerings of drawn films none less), 0.8
# and 0.9 s as 1.0 at the most. In these pictures the angle bends by more than so much of the range from one frame to the next
# (the middle value of a repetition); a clean one at eight frames a second by half.
TREMBLES_SHARE: Final = 0.045
BAD_LOWER_DOUBT_S: Final = 0.22
# In such pictures a leg that was lost for so much of the lowering, or just before it: 1.3 s read as 0.84. Of four quick ones
# three read 0.72 s or less, and of five where a usual top makes good what was lost none reads more than 0.94.
LOST_LOWER_SHARE: Final = 0.25
LOWER_ABOUT_S: Final = 0.3
LOST_LOWER_DOUBT_S: Final = 0.37
# A hold at which the leg was lost (LOST_TOP_SURE), and no usual top makes that good: 3.2 s read as 2.55.
LOST_HOLD_DOUBT_S: Final = 0.25

# Tests on the back: one leg raised, the other flat.
# The other thigh further up than this, and the working one less: the names are exchanged.
RAISED_APART_DEG: Final = 30.0
# Hip and knee of the flat leg further from their rest: drawn half way between the legs.
FLAT_LEG_DEG: Final = 25.0
RAISED_THIGH_DEG: Final = 28.0
RAISED_KNEE_DEG: Final = 40.0
# Pictures a second of any test: of fewer, as on a device that is busy, no trial is read.
READ_PER_S: Final = 5.0
# The top of a trial: so much of what all but its highest frames keep to. A leg that is lost up there for a while, drawn half
# way down, else agrees with itself there as well as where it is.
KEPT_SHARE: Final = 0.8
OVERSTRETCH_DEG: Final = 15.0  # a knee bent the wrong way by more is a leg drawn half way to the other one

# Stretches.
ENTER_SHARE: Final = 0.5
LEAVE_SHARE: Final = 0.6  # of the level held
SETTLED_S: Final = 0.5
STANDS_DEG: Final = 45.0  # a thigh that leans no further carries somebody who stands;
SITS_S: Final = 0.5  # without one for so long somebody sits or squats
SHORTEST_HOLD_S: Final = 2.25  # two seconds, and what the clock may be off
LEVEL_SHARE: Final = 0.15  # of the range: as near as this to the level, a frame tells more of it
LEFT_SHARE: Final = 0.75  # of the share that a way in begins at: below it the stretch is over
LONGEST_WAY_OUT_S: Final = 6.0
LEAN_TOLD_DEG: Final = 15.0  # a declared lean of the trunk that can be asked for,
LEANED_SHARE: Final = 0.2  # and how much of it shows that it is this stretch
SAME_POSE_SHARE: Final = 0.3  # as near as this to the level before a loss, the hold goes on
LONGEST_PAUSE_S: Final = 30.0
# From nearly all of the level to nothing in less than this, or with another trunk (whoever comes up has 0.93 to 1.02 of that of
# before): somebody else who came before the runner, waited for so long.
SAME_TRUNK: Final = (0.88, 1.12)
TRUNK_BEFORE_S: Final = 0.5
TRUNK_NOW_S: Final = 0.2
HIGH_SHARE: Final = 0.85
QUICKEST_LEAVE_S: Final = 0.3
TORN_S: Final = 4.0

# A working leg behind the other one, too badly seen: less than this, so often.
HARDLY_SEEN: Final = 0.5
HIDDEN_OFTEN: Final = 2

NOT_BENT: Final = 0.12  # of the range: a leg at rest, give or take

# Cues.
# Of the angle between the thighs: a thigh further off is drawn half way to the other one; that of the leg on the floor stays
# nearly still.
IN_PLACE_SHARE: Final = 0.25
STANDS_SHARE: Final = 0.16
OWN_NAMES_SHARE: Final = 0.85  # of the angle between the hips: the legs have their own names
FOOT_LEAD_S: Final = 1.0  # a foot in place for so much longer than the other one is the one that is up
# At rest, where the legs do not cover one another, a foot that is named for so long, and nearly always the same.
FOOT_PLAIN_S: Final = 0.5
FOOT_PLAIN_SHARE: Final = 0.95
FOOT_MEMORY_S: Final = 3.0  # the feet may have changed places before
PAST_STRAIGHT_DEG: Final = (
    -12.0
)  # a knee read further past straight, with a short shin, is drawn half way to the other one
LIFTED_KNEE_DEG: Final = 60.0
THIGH_MEMORY_S: Final = 0.7  # its length trembles in a noisy film
THIGH_DOUBT_PX: Final = 2.0  # in small, noisy pictures good ones looked 2 to 4 pixels shorter for a second
LONGEST_THIGH: Final = 0.98  # at the most, whatever is usual
# Before it is known what is usual (0.85 to 0.97 in drawn films): only what is plainly shorter tells.
LIFTED_THIGH: Final = 0.89
# How far outward a knee looks is in trunk lengths; what the model takes for depth trembles most, and counts for a part. In
# drawn films of a near leg it is 0.056 to 0.17 more where the knee goes outward than in the set's other repetitions (0.02 where
# the camera sees it from 24 degrees in front), of 226 good ones one was 0.061, and none other further than 0.047.
ROSE_SHARE: Final = 0.25  # of how high the knee is in the picture; the rest: over the other one
SWING_READ_DEG: Final = 6.0  # a thigh that stays where it was is read so far off
DEPTH_SHARE: Final = 0.1
THIGH_SHARE: Final = 1.5  # of by how much the thigh looks shorter (logarithms: a tenth shorter is 0.1)
SHIN_SHARE: Final = 0.3  # and the shin longer, which the model reads worse: only so far
SHIN_LOOKS: Final = (-0.1, 0.15)
OUTWARD_FRAMES: Final = 5
OUTWARD_READ_SHARE: Final = 0.2  # of a movement's frames; less is not the whole of it
OUTWARD_OTHERS: Final = 2  # fewer other repetitions tell nothing,
ASIDE_OTHERS: Final = 1  # but aslant: of two good ones none goes 0.035 further than the other
OUTWARD: Final = 0.052  # further than the middle one of the others
# The same of a near leg from above, of a far leg, and of either seen aslant. In a hundred drawn films of standing curls a
# knee that goes outward is 0.18, in 11 of 20 0.084, and 0.079 beyond the middle one of the others; a good one 0.061, 0.061 and
# 0.024.
BELOW: Final = 0.1
FARTHER: Final = 0.08
ASIDE: Final = 0.06
ASLANT: Final = 0.15  # seen from 20 degrees and more in front or behind; at 16 degrees 0.09
OUTWARD_PX: Final = 3.3  # and so many pixels
OUTWARD_TREMBLES: Final = 7.0  # and so many times what it goes from one picture to the next
OUTWARD_CLEAR_SHARE: Final = 0.85
# In a picture that lies askew by so much more: of eleven good ones one reads 0.064 and no other more than 0.04.
ASKEW: Final = 1.5
COMPARED: Final = 12  # of the latest repetitions: the view may change
FAR_DOUBT_DEG: Final = 5.0  # how much further a thigh on the far side must have gone
# A foot is read while the knee is bent less than this: further up a pointed foot before the thigh is read as pulled up. In
# drawn films pulled up toes then read 12 to 36 degrees, pointed ones 41 and more; on the far side, where it is seen so well, 12
# to 31, and 38 and more.
# The near foot seen from above reads so much further down (pointed 64 to 75 degrees for 46 to 62); the sides of shoulders and
# hips then stand apart by 0.20 trunk lengths and more, seen from the side by 0.12 at the most.
FROM_ABOVE: Final = 0.16
FROM_ABOVE_FOOT_DEG: Final = 12.0
FOOT_READS_DEG: Final = 60.0
FOOT_FRAMES: Final = 3  # fewer have no middle value
FAR_FOOT_SEEN: Final = 0.77
FAR_FOOT_DOUBT_DEG: Final = 4.0
# How far off the good ones before it a foot stands out: in drawn films pulled up toes read 15 to 39 degrees less than the set's
# other repetitions, pointed ones that read less than `clear` 10 at the most. Of some people all toes behind the other leg read
# as if pulled up (31 to 37 degrees).
FOOT_STANDS_OUT_DEG: Final = 12.0
FEET_COMPARED: Final = 5  # of the latest good ones
JUDGED_SHARE: Final = 0.5  # of a phase's frames that must have been readable
FRAMES_KEPT_S: Final = 20.0
REPETITION_KEPT_S: Final = 66.0  # a repetition of a minute, with what was before and comes after it
REPETITION_FRAMES: Final = 4000  # and no more frames than these

# The sign for a pause: both hands above the head. A share is of the trunk's length.
HANDS_UP_S: Final = 0.8
HANDS_GAP_S: Final = 0.15  # a wild frame does not take the hands down
HANDS_ABOVE: Final = 0.1  # above the nose
HANDS_LEAN_MAX_DEG: Final = 35.0
HANDS_SEEN: Final = 0.5
FAR_HAND_SEEN: Final = 0.15
