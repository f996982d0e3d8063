import type { APIRoute } from 'astro';
import { defaultLanguage } from '../../../domain/languages.ts';
import { partFeedAnswer, partFeedPaths } from '../../../reading/part-feeds.ts';

export const getStaticPaths = () => partFeedPaths('areas', [defaultLanguage]);

/** The notices of one area. Not below `[...locale]`: there Astro would take the address for the page of an area, in a language named `feeds`. */
export const GET: APIRoute = (context) => partFeedAnswer(context, 'areas');
