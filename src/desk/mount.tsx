import { render } from 'preact';
import { defaultLanguage, isLanguage, toolLanguage } from '../domain/languages.ts';
import { deskApi } from './api.ts';
import { Desk } from './Desk.tsx';

const place = document.querySelector<HTMLElement>('[data-desk]');
const base = place?.dataset['base'] ?? '/';
const tag = document.documentElement.lang;
const language = isLanguage(tag) ? tag : defaultLanguage;

const isExercise = place?.dataset['exercise'] !== undefined;
const desk = isExercise ? 'api/exercise-desk' : 'api/desk';
const api = deskApi(base, toolLanguage(language), desk);

if (place)
	render(<Desk api={api} language={language} base={base} isExercise={isExercise} />, place);
