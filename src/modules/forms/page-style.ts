/** The look of a public form: of the company's web site it takes nothing, and of a frame all the width. The colours are those of the product. */
export const pageStyle = `
:root{--canvas:#f7f6f2;--surface:#fff;--line:#d5d2c8;--text:#1c211f;--quiet:#59605c;--accent:#0f6a5f;--on:#fff;--danger:#b8352a;--soft:#fbebe8}
@media (prefers-color-scheme:dark){:root{--canvas:#131514;--surface:#1a1d1c;--line:#3b423f;--text:#e6e9e7;--quiet:#aab1ad;--accent:#52b9a8;--on:#06211d;--danger:#ee8578;--soft:#3a1f1b}}
*{box-sizing:border-box}
body{margin:0;padding:16px;background:var(--canvas);color:var(--text);font:16px/1.6 -apple-system,"PingFang SC","Microsoft YaHei","Noto Sans SC",system-ui,sans-serif}
main{max-width:560px;margin:0 auto;padding:24px;background:var(--surface);border:1px solid var(--line);border-radius:12px}
header{display:flex;gap:16px;align-items:baseline;justify-content:space-between}
h1{margin:0;font-size:22px;line-height:1.3;overflow-wrap:anywhere}
a{color:var(--accent);font-size:14px;white-space:nowrap}
.intro{color:var(--quiet);overflow-wrap:anywhere}
.field,fieldset,.consent{margin:18px 0 0;padding:0;border:0}
label,legend{display:block;padding:0;font-weight:600;font-size:15px}
i{color:var(--danger);font-style:normal;margin-left:4px}
input:not([type=checkbox]),select,textarea{width:100%;min-height:44px;margin-top:6px;padding:9px 12px;font:inherit;color:inherit;background:var(--surface);border:1px solid var(--line);border-radius:8px}
:focus-visible{outline:2px solid var(--accent);outline-offset:1px}
[aria-invalid=true]:not(fieldset){border-color:var(--danger)}
.check{display:flex;gap:10px;align-items:flex-start;min-height:32px;margin-top:8px;font-weight:400}
input[type=checkbox]{width:20px;height:20px;margin:2px 0 0;flex:none;accent-color:var(--accent)}
small{display:block;margin-top:4px;font-size:14px;color:var(--quiet)}
small.error{color:var(--danger)}
.general{margin:16px 0 0;padding:10px 14px;border-radius:8px;background:var(--soft);color:var(--danger)}
.consent .text{max-height:9em;overflow:auto;padding:10px 12px;border:1px solid var(--line);border-radius:8px;font-size:14px;color:var(--quiet);overflow-wrap:anywhere}
button{width:100%;min-height:48px;margin-top:24px;font:inherit;font-weight:600;color:var(--on);background:var(--accent);border:0;border-radius:8px;cursor:pointer}
.trap{position:absolute;left:-9999px;width:1px;height:1px;overflow:hidden}
@media (max-width:480px){body{padding:0;background:var(--surface)}main{border:0;border-radius:0;padding:20px 16px}}
`
