"""How it goes, where the phone stands, what the sounds mean."""
