import type { APIRoute } from 'astro';
import { defaultLanguage, languageTags } from '../../../../domain/languages.ts';
import { partFeedAnswer, partFeedPaths } from '../../../../reading/part-feeds.ts';

const others = languageTags.filter((tag) => tag !== defaultLanguage);

export const getStaticPaths = () => partFeedPaths('areas', others);

/** The notices of one area, in the languages that have a path of their own. */
export const GET: APIRoute = (context) => partFeedAnswer(context, 'areas');
