import { render } from 'preact';
import { isLanguage } from '../domain/languages.ts';
import { deskApi } from './api.ts';
import { Desk } from './Desk.tsx';

const place = document.querySelector<HTMLElement>('[data-desk]');
const base = place?.dataset['base'] ?? '/';
const tag = document.documentElement.lang;
const language = isLanguage(tag) ? tag : 'zh-CN';

if (place) render(<Desk api={deskApi(base, language)} language={language} base={base} />, place);
