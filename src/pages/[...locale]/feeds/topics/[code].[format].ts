import type { APIRoute } from 'astro';
import { partFeedAnswer, partFeedPaths } from '../../../../reading/part-feeds.ts';

export const getStaticPaths = () => partFeedPaths('topics');

/** The notices of one topic. */
export const GET: APIRoute = (context) => partFeedAnswer(context, 'topics');
