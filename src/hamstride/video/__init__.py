"""Pose from films: decoding, the pose model, and the recording of what it finds. Needs the extra `video`."""
