/** What of the data folder a backup holds beside the store: what cannot be made again from content. */
export const backedUpFiles = ['auth-secret', 'signing-keys.json'] as const;
export const backedUpFolders = ['media', 'report-images'] as const;

/** The store's file, in the data folder and in a backup, and that of what is reported in exercises. */
export const storeFile = 'mingbai.sqlite';
export const exerciseFile = 'exercise.sqlite';
/** The database of `DATABASE_URL` as `pg_dump` writes it, where there is one. */
export const dumpFile = 'mingbai.dump';
export const contentFolder = 'content.git';
export const listFile = 'backup.json';
