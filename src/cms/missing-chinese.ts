/** Phrases that Decap's own Chinese (`zh_Hans`, decap-cms 3.16) leaves in English. */
export const missingChinese = {
	auth: { loginWithForgejo: '使用 Forgejo 登录' },
	collection: {
		collectionTop: { viewAsList: '列表显示', viewAsGrid: '网格显示' },
		entries: { unpublishedHeader: '未发布的内容' },
	},
	editor: {
		editorControl: { field: { widgetLabel: '%{widgetLabel}组件' } },
		editorControlPane: {
			widget: {
				rangeMin: '“%{fieldLabel}”至少要有 %{minCount} 项。',
				rangeMax: '“%{fieldLabel}”最多只能有 %{maxCount} 项。',
			},
		},
		editorInterface: { toggleNotes: '显示或隐藏批注' },
		editorNotesPane: {
			title: '批注',
			emptyState: '还没有批注。在下面写第一条。',
			addNote: '添加批注',
			addPlaceholder: '写一条批注……',
			editPlaceholder: '修改批注……',
			save: '保存',
			cancel: '取消',
			edit: '修改',
			delete: '删除',
			resolve: '标为已处理',
			unresolve: '重新打开',
			confirmDelete: '确定要删除这条批注吗？',
			shortcut: '提示：按 Ctrl+Enter 可快速添加',
		},
		editorToolbar: {
			statusInfoTooltipDraft: '还在起草。写好后请把状态改为“待签发”，交给签发人。',
			statusInfoTooltipInReview: '等待签发人签发，不需要再操作；这期间仍可修改。',
		},
		editorWidgets: {
			markdown: {
				strikethrough: '删除线',
				toggleMode: { rich: '切换到所见即所得', markdown: '切换到 Markdown 源码' },
			},
			image: { chooseMultiple: '选择图片', addMore: '再加图片', removeAll: '移除全部图片' },
			file: { chooseMultiple: '选择文件', addMore: '再加文件', removeAll: '移除全部文件' },
			datetime: { setToNow: '把“%{fieldLabel}”设为现在' },
			list: { addType: '添加%{item}' },
			object: { expand: '展开', collapse: '收起' },
		},
	},
	mediaLibrary: { mediaLibraryModal: { close: '关闭' } },
	ui: {
		settingsDropdown: { account: '账号选项' },
		toast: {
			noteAdded: '批注已添加',
			onFailToAddNote: '批注没有添加成功：%{details}',
			noteUpdated: '批注已修改',
			onFailToUpdateNote: '批注没有修改成功：%{details}',
			noteDeleted: '批注已删除',
			onFailToDeleteNote: '批注没有删除成功：%{details}',
			noteResolved: '批注已标为处理',
			noteReopened: '批注已重新打开',
			onFailToToggleNote: '批注状态没有修改成功：%{details}',
		},
	},
};
