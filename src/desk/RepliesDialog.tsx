import { useEffect, useState } from 'preact/hooks';
import { longestReply, longestReplyTitle, replyPurposes } from '../domain/saved-reply.ts';
import { DeskError, type SavedReply } from './api.ts';
import { useDesk } from './context.ts';
import { Dialog } from './Dialog.tsx';

/** The saved replies, to be changed by moderators. Two who change one at once see both texts. */
export function RepliesDialog({ onClose }: { onClose: () => void }) {
	const { api, t, language, rows } = useDesk();
	const [replies, setReplies] = useState<readonly SavedReply[]>([]);
	const [edited, setEdited] = useState<SavedReply | 'new'>();
	const read = () => api.replies().then(setReplies, () => undefined);
	useEffect(() => void read(), [api]);
	const spoken = language === 'zh-CN' ? 'zh-CN' : 'en';
	return (
		<Dialog title={t('replies')} onClose={onClose}>
			{edited ? (
				<ReplyForm
					reply={edited === 'new' ? undefined : edited}
					onDone={() => {
						setEdited(undefined);
						void read();
					}}
				/>
			) : (
				<>
					<ul class="desk-reports">
						{replies.map((reply) => (
							<li key={reply.id}>
								<span>
									<b>{reply.title[spoken]}</b> <small>{t(`purpose.${reply.purpose}`)}</small>
									<br />
									{reply.text[spoken]}
								</span>
								{rows.frame.me.sorts && (
									<button type="button" onClick={() => setEdited(reply)}>
										{t('edit')}
									</button>
								)}
							</li>
						))}
					</ul>
					{rows.frame.me.sorts && (
						<p class="desk-actions">
							<button type="button" onClick={() => setEdited('new')}>
								{t('newReply')}
							</button>
						</p>
					)}
				</>
			)}
		</Dialog>
	);
}

const boxes = [
	['zh-CN', 'title', 'replyTitleZh'],
	['zh-CN', 'text', 'replyTextZh'],
	['en', 'title', 'replyTitleEn'],
	['en', 'text', 'replyTextEn'],
] as const;

function ReplyForm({ reply, onDone }: { reply: SavedReply | undefined; onDone: () => void }) {
	const { api, t } = useDesk();
	const [version, setVersion] = useState(reply?.version ?? 0);
	const [theirs, setTheirs] = useState<SavedReply>();
	const [refused, setRefused] = useState('');
	const attempt = async (work: () => Promise<unknown>) => {
		try {
			await work();
			onDone();
		} catch (error) {
			if (!(error instanceof DeskError)) throw error;
			setRefused(error.reason ?? t('offline'));
			setTheirs(error.refusal.theirs);
			// What was typed stays; saved once more, it takes the place of what is shown.
			if (error.refusal.theirs) setVersion(error.refusal.theirs.version);
		}
	};
	const submit = (event: SubmitEvent) => {
		event.preventDefault();
		if (!(event.currentTarget instanceof HTMLFormElement)) return;
		const form = new FormData(event.currentTarget);
		const said = (tag: string, part: string) => String(form.get(`${tag} ${part}`) ?? '');
		const both = (part: string) => ({ 'zh-CN': said('zh-CN', part), en: said('en', part) });
		const purpose = replyPurposes.find((each) => each === form.get('purpose')) ?? 'any';
		const named = reply ? { id: reply.id } : {};
		void attempt(() =>
			api.saveReply({ ...named, version, purpose, title: both('title'), text: both('text') }),
		);
	};
	return (
		<form class="desk-form" onSubmit={submit}>
			{refused && <p role="alert">{refused}</p>}
			<label>
				{t('purpose')}
				<select name="purpose">
					{replyPurposes.map((purpose) => (
						<option key={purpose} value={purpose} selected={purpose === (reply?.purpose ?? 'any')}>
							{t(`purpose.${purpose}`)}
						</option>
					))}
				</select>
			</label>
			{boxes.map(([tag, part, label]) => (
				<label key={label}>
					{t(label)}
					<textarea
						name={`${tag} ${part}`}
						lang={tag}
						required
						rows={part === 'title' ? 1 : 3}
						maxLength={part === 'title' ? longestReplyTitle : longestReply}
						defaultValue={reply?.[part][tag] ?? ''}
					/>
					{theirs && <small>{t('theirText', { text: theirs[part][tag] })}</small>}
				</label>
			))}
			<p class="desk-actions">
				<button type="submit">{t('save')}</button>
				<button type="button" onClick={onDone}>
					{t('cancel')}
				</button>
				{reply && (
					<button type="button" onClick={() => attempt(() => api.removeReply(reply))}>
						{t('remove')}
					</button>
				)}
			</p>
		</form>
	);
}
