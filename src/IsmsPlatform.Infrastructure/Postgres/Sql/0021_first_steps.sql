-- The list of first steps on the dashboard goes when the organisation does not want it any more.
alter table app.organisation add column first_steps_hidden boolean not null default false;
