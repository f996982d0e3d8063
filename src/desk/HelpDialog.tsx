import { useDesk } from './context.ts';
import { Dialog } from './Dialog.tsx';

const keys = [
	['j', 'k'],
	['Enter'],
	['1', '2', '3'],
	['v'],
	['n'],
	['s'],
	['f'],
	['r'],
	['p'],
	['a'],
	['c'],
	['z'],
	['x'],
	['Shift+X'],
	['t'],
	['u'],
	['q'],
	['/'],
	['Esc'],
	['?'],
] as const;

/** Which key does what. */
export function HelpDialog({ onClose }: { onClose: () => void }) {
	const { t } = useDesk();
	return (
		<Dialog title={t('keysTitle')} onClose={onClose}>
			<dl class="desk-keys">
				{keys.map((names) => (
					<div key={names[0]}>
						<dt>
							{names.map((name) => (
								<kbd key={name}>{name}</kbd>
							))}
						</dt>
						<dd>{t(`key.${names[0]}`)}</dd>
					</div>
				))}
			</dl>
			<p>{t('keysDead')}</p>
		</Dialog>
	);
}
