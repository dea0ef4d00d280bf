/** The look of a shared quote: first for a phone, where lines are cards; the colours are those of the product. */
export const publicStyle = `
:root{--canvas:#f7f6f2;--surface:#fff;--line:#d5d2c8;--text:#1c211f;--quiet:#59605c;--accent:#0f6a5f;--on:#fff;--danger:#b8352a;--soft:#fbebe8;--good:#e6f3ef}
@media (prefers-color-scheme:dark){:root{--canvas:#131514;--surface:#1a1d1c;--line:#3b423f;--text:#e6e9e7;--quiet:#aab1ad;--accent:#52b9a8;--on:#06211d;--danger:#ee8578;--soft:#3a1f1b;--good:#16302a}}
*{box-sizing:border-box}
body{margin:0;padding:16px;background:var(--canvas);color:var(--text);font:16px/1.6 -apple-system,"PingFang SC","Microsoft YaHei","Noto Sans SC",system-ui,sans-serif}
main{position:relative;max-width:860px;margin:0 auto;padding:28px;background:var(--surface);border:1px solid var(--line);border-radius:12px;overflow:hidden}
.mark{position:absolute;inset:0;pointer-events:none;z-index:1}
header{display:flex;gap:16px;align-items:baseline;justify-content:space-between}
h1{margin:0;font-size:22px;line-height:1.3;overflow-wrap:anywhere}
h2{margin:26px 0 8px;font-size:16px}
a{color:var(--accent)}
.seller{margin:2px 0 0;color:var(--quiet);overflow-wrap:anywhere}
.facts{display:grid;grid-template-columns:repeat(auto-fit,minmax(150px,1fr));gap:12px 20px;margin:20px 0 0}
.facts div{min-width:0;overflow-wrap:anywhere}
dt{font-size:13px;color:var(--quiet)}
dd{margin:0}
.note{margin:16px 0 0;padding:10px 14px;border-radius:8px;background:var(--soft);color:var(--danger);overflow-wrap:anywhere}
.note.good{background:var(--good);color:var(--accent)}
table{width:100%;margin-top:8px;border-collapse:collapse;font-size:15px}
th{padding:6px 8px;text-align:left;font-weight:600;font-size:13px;color:var(--quiet);border-bottom:1px solid var(--line)}
td{padding:8px;border-bottom:1px solid var(--line);vertical-align:top;overflow-wrap:anywhere}
.figure{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
td small{display:block;color:var(--quiet);font-size:13px;white-space:pre-line}
.sums{margin:12px 0 0;display:grid;gap:4px;justify-content:end}
.sums div{display:grid;grid-template-columns:auto minmax(130px,auto);gap:20px;justify-content:end}
.sums dd{text-align:right;font-variant-numeric:tabular-nums}
.sums .strong dt,.sums .strong dd{font-size:19px;font-weight:700;color:var(--text)}
.words{margin:4px 0 0;text-align:right;color:var(--quiet);font-size:14px}
.text{white-space:pre-line;overflow-wrap:anywhere;margin:0}
.files{list-style:none;margin:0;padding:0}
.files a,.pdf{display:inline-flex;align-items:center;min-height:44px}
.answer{margin-top:28px;padding-top:4px;border-top:1px solid var(--line)}
.field{margin-top:14px}
label,legend{display:block;padding:0;font-weight:600;font-size:15px}
i{color:var(--danger);font-style:normal;margin-left:4px}
input,select,textarea{width:100%;min-height:44px;margin-top:6px;padding:9px 12px;font:inherit;color:inherit;background:var(--surface);border:1px solid var(--line);border-radius:8px}
:focus-visible{outline:2px solid var(--accent);outline-offset:1px}
[aria-invalid=true]{border-color:var(--danger)}
small.error{display:block;margin-top:4px;font-size:14px;color:var(--danger)}
button{width:100%;min-height:48px;margin-top:20px;font:inherit;font-weight:600;color:var(--on);background:var(--accent);border:1px solid var(--accent);border-radius:8px;cursor:pointer}
button.quiet{color:var(--text);background:none;border-color:var(--line)}
details summary{min-height:44px;padding:10px 0;margin-top:12px;color:var(--quiet);cursor:pointer}
@media (max-width:620px){body{padding:0;background:var(--surface)}main{border:0;border-radius:0;padding:20px 16px 40px}
thead{position:absolute;left:-9999px}
table,tbody,tr,td{display:block}
tr{padding:10px 0;border-bottom:1px solid var(--line)}
td{padding:2px 0;border:0}
td.figure{display:flex;justify-content:space-between;gap:16px}
td.figure::before{content:attr(data-label);color:var(--quiet);font-size:14px}
.place{display:none}
td.name{font-weight:600}td.name small{font-weight:400}
.sums{justify-content:stretch}.sums div{grid-template-columns:1fr auto}}
@media print{.answer,.pdf,header a,.files{display:none}body{padding:0;background:#fff}main{border:0}}
`
