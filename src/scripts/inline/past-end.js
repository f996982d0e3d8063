((each) => {
	const check = () => {
		each.hidden = Date.now() < Date.parse(each.dataset.until);
	};
	check();
	setInterval(check, 1000);
})(document.querySelector('[data-until]'));
