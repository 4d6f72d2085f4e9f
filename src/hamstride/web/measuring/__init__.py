"""Tests of strength and flexibility, the body, and how heavy an exercise is."""
