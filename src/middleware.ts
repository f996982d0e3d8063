import { defineMiddleware } from 'astro:middleware';
import { folderReading } from './reading/folder-reading.ts';

/** The server hands each page its reading; `astro build` has no caller, so it reads the folder. */
export const onRequest = defineMiddleware(async (context, next) => {
	context.locals.reading ??= await folderReading();
	return next();
});
