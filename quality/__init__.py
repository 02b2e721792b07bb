"""WHAT IS TRUE of data: feeds, rules, verdicts, evidence, time chain."""
