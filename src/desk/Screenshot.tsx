import { useState } from 'preact/hooks';
import { useDesk } from './context.ts';

interface Props {
	readonly image: string;
	readonly shown: boolean;
	readonly onToggle: () => void;
	/** Written after the name of the button. */
	readonly hint?: string;
}

/** The screenshot of a report. It may show other people's names and faces, so it is hidden until somebody needs it. */
export function Screenshot({ image, shown, onToggle, hint = '' }: Props) {
	const { api, t, rows } = useDesk();
	const [isGone, setGone] = useState(false);
	return (
		<div class="desk-screenshot">
			<p>
				<button
					type="button"
					aria-expanded={shown}
					disabled={!rows.frame.me.sorts}
					onClick={onToggle}
				>
					{shown ? t('hideImage') : t('showImage')}
					{hint}
				</button>{' '}
				{shown && <small>{t('imageHelp')}</small>}
			</p>
			{shown && isGone && <p role="status">{t('imageGone')}</p>}
			{shown && !isGone && (
				<img src={api.imageUrl(image)} alt={t('imageAlt')} onError={() => setGone(true)} />
			)}
		</div>
	);
}
