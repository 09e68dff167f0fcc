# Converts all Markdown files below the folders with kramdown as Jekyll does: once to warm up, then three times; prints the
# microseconds that a post took in the fastest round, then the versions.
require "kramdown"
require "kramdown-parser-gfm"

OPTIONS = {
  input: "GFM", auto_ids: true, hard_wrap: false, smart_quotes: "lsquo,rsquo,ldquo,rdquo", toc_levels: (1..6).to_a,
  entity_output: :as_char, footnote_nr: 1, gfm_quirks: ["paragraph_end"], syntax_highlighter: nil, show_warnings: false
}.freeze

posts = ARGV.flat_map { |folder| Dir.glob("#{folder}/**/*.{md,markdown}").sort }.map do |file|
  File.read(file, encoding: "UTF-8").gsub("\r\n", "\n").sub(/\A\uFEFF?---\s*\n.*?\n---[ \t]*\n/m, "")
end
rounds = Array.new(4) do
  start = Process.clock_gettime(Process::CLOCK_MONOTONIC)
  posts.each { |post| Kramdown::Document.new(post, OPTIONS).to_html }
  (Process.clock_gettime(Process::CLOCK_MONOTONIC) - start) * 1e6 / posts.size
end
puts rounds.drop(1).min
puts "Ruby #{RUBY_VERSION}, kramdown #{Kramdown::VERSION}"
