"""A made-up runner with twelve weeks behind them, for looking around."""

BACK_TO = "looked-around-from"  # in the browser's session: the user who looks around as the made-up runner
