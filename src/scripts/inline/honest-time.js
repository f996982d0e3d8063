(() => {
	const root = document.documentElement;
	const contentTime = Date.parse(document.getElementById('main').dataset.contentTime);
	const minute = 60000;
	let timer;

	function check() {
		const now = Date.now();
		const behind = now < contentTime;
		let next = now + minute;
		for (const each of document.querySelectorAll('[data-until]')) {
			const until = Date.parse(each.dataset.until);
			each.toggleAttribute('data-passed', !behind && until <= now);
			if (until > now) next = Math.min(next, until);
		}
		const file = location.protocol === 'file:';
		const saved = !file && root.dataset.savedAt;
		const instead = 'instead' in root.dataset;
		const wechat = /MicroMessenger/.test(navigator.userAgent);
		const offline = !file && !saved && !navigator.onLine;
		const is = { behind, file, saved, instead, offline, wechat };
		for (const each of document.querySelectorAll('[data-when]')) {
			const { when, text } = each.dataset;
			is.passed = each.closest('[data-passed]') !== null;
			is.valid = !is.passed;
			each.hidden = !is[when];
			if (text && saved) each.textContent = text.replace('{at}', written(saved));
		}
		for (const each of document.querySelectorAll('[data-age]')) each.textContent = age(each, now);
		clearTimeout(timer);
		timer = setTimeout(check, next - now);
	}

	function written(instant) {
		const format = { dateStyle: 'full', timeStyle: 'short', timeZone: 'Asia/Shanghai' };
		return new Intl.DateTimeFormat(root.lang, format).format(new Date(instant));
	}

	function age(each, now) {
		const minutes = Math.floor((now - Date.parse(each.dataset.age)) / minute);
		const hours = Math.floor(minutes / 60);
		let [unit, count] = hours > 0 ? ['hours', hours] : ['minutes', minutes];
		if (hours >= 48) [unit, count] = ['days', Math.floor(hours / 24)];
		return count > 0 ? each.dataset[unit].replace('{count}', count) : '';
	}

	check();
	for (const event of ['pageshow', 'online', 'offline']) addEventListener(event, check);
	document.addEventListener('visibilitychange', check);
})();
