// Words that Decap's Chinese lacks or says in two ways.
(() => {
  "use strict";
  const { CMS, JINGUO } = window;
  const known = CMS.getLocale("zh_Hans") || {};
  const over = (there, ours) => Object.fromEntries([...new Set([...Object.keys(there), ...Object.keys(ours)])].map(
    (key) => [key, ours[key] && typeof ours[key] === "object" ? over(there[key] || {}, ours[key]) : ours[key] || there[key]],
  ));
  CMS.registerLocale("zh_Hans", over(known, {
    app: { header: { content: "全部内容", workflow: "草稿和审核", quickAdd: "新写一篇" } },
    collection: { sidebar: { collections: "内容" } },
    editor: {
      editor: {
        onUpdatingWithUnsavedChanges: "还有没保存的修改，请先保存，再改状态。",
        onLeavePage: "还有没保存的字，真的要离开吗？",
        confirmLoadBackup: "上次有没保存完的字，要接着写吗？",
      },
      editorToolbar: {
        ready: "可以合并", deployPreviewPendingButtonLabel: "预览还没有好",
        statusInfoTooltipDraft: "草稿：写好以后，把状态改成“审核中”。", statusInfoTooltipInReview: "审核中：等审核的同志看。",
      },
    },
    ui: {
      toast: {
        // On loopback the box below tells why, and stays.
        onFailToPersist: JINGUO.local ? "没有保存，原因见右下角" : "没有保存: %{details}",
        onFailToUpdateStatus: JINGUO.local ? "状态没有改，原因见右下角" : "状态没有改: %{details}",
        onBackendDown: "平台出了故障，请过一会儿再试：%{details}",
      },
      errorBoundary: { reportIt: "告诉管程序的同志" },
    },
    workflow: {
      workflow: {
        workflowHeading: "草稿和审核", newPost: "新写一篇", dateFormat: "M月D日",
        description: "审核中 %{smart_count} 篇，可以合并 %{readyCount} 篇 |||| 审核中 %{smart_count} 篇，可以合并 %{readyCount} 篇",
      },
      workflowList: { inReviewHeader: "审核中", readyHeader: "可以合并" },
    },
  }));
})();
