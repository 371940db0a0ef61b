# Two commands: make lab, make test. On Windows, or without make: python course.py lab, python course.py test.
PYTHON ?= python3

.PHONY: lab test test-slow bench check-slow notebooks api lock
lab test test-slow bench check-slow notebooks api lock:
	@$(PYTHON) course.py $@
