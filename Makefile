# Two commands: make lab, make test. On Windows, or without make: python course.py lab, python course.py test.
PYTHON ?= python3

.PHONY: lab test test-slow bench check-slow notebooks lock
lab test test-slow bench check-slow notebooks lock:
	@$(PYTHON) course.py $@
