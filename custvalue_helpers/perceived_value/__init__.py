"""Lesson 4, customer perceived value: what customers get, what they give up, and what they would pay."""
