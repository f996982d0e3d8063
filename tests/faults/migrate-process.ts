import { openStore } from '../../functions/store/store.ts';

// Opens a store, which brings it up to date: `migrate-process.ts DATA`, on the database in DATABASE_URL where there is one.

const [dataDir = ''] = process.argv.slice(2);
process.stdout.write('migrating\n');
const store = await openStore({ dataDir, databaseUrl: process.env['DATABASE_URL'] });
await store.close();
