-- A process that was described by mistake, never reviewed and named by nothing is deleted; the program refuses every other one.
grant delete on app.isms_process to isms_app;
