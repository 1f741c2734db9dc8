-- Whoever owns a record confirms its review, whatever their roles: nobody needs a permission for it any more.
update app.custom_role set permissions = coalesce(nullif(array_remove(array_remove(permissions, 'context.review-own'), 'legal.review-own'), '{}'), '{people.names}')
 where permissions && '{context.review-own,legal.review-own}'::text[];
