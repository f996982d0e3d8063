import { serve } from '@hono/node-server';
import { Hono } from 'hono';

// What the same server does that has nothing to do: the measure for what a report costs. Tells its parent the port.
const app = new Hono();
app.post('/', (context) => context.body(null, 204));
serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => process.send?.(port));
