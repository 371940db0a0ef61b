"""The machinery that no lesson owns: data, explorers, exercises, quizzes, progress, theme."""
