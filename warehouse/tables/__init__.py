"""The tables of the analytic store: one declaration each; DDL, Arrow schema and API model follow."""
