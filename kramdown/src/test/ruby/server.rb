# Answers documents with kramdown's HTML: a length in bytes on a line, then the text; the answer comes in the same form.
require "kramdown"
require "kramdown-parser-gfm"

OPTIONS = {
  input: "GFM", auto_ids: true, hard_wrap: false, smart_quotes: "lsquo,rsquo,ldquo,rdquo", toc_levels: (1..6).to_a,
  entity_output: :as_char, footnote_nr: 1, gfm_quirks: ["paragraph_end"], syntax_highlighter: nil, show_warnings: false
}.freeze

$stdin.binmode
$stdout.binmode
while (length = $stdin.gets)
  text = $stdin.read(length.to_i).force_encoding("UTF-8")
  html = begin
    Kramdown::Document.new(text, OPTIONS).to_html
  rescue StandardError => e
    "<failed>#{e.class}</failed>"
  end
  html = html.b
  $stdout.write("#{html.bytesize}\n", html)
  $stdout.flush
end
