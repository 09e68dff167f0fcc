# Runs templates in Jekyll, with its highlighter left out, and prints what each gives.
#   answers.rb SITE < templates: one on a line, \n for a line end; answers likewise, "! LINE" for an error, 0 if
#   Jekyll does not tell it
require "jekyll"
require "tmpdir"
require "yaml"

ENV["TZ"] = "UTC"
Jekyll.logger.log_level = :error
site = Jekyll::Site.new(Jekyll.configuration(
  "source" => ARGV[0], "destination" => Dir.mktmpdir, "disable_disk_cache" => true, "quiet" => true, "theme" => nil
))
site.read
Jekyll::Tags::HighlightBlock.class_eval do
  def render_rouge(code)
    code.gsub("&", "&amp;").gsub("<", "&lt;").gsub(">", "&gt;")
  end
end
variables = YAML.safe_load(File.read(File.join(__dir__, "variables.yml")), permitted_classes: [Time])
variables["time"] = Time.utc(2020, 1, 5, 13, 4, 5).localtime
post = site.posts.docs.first

def unescape(text)
  text.gsub("\\n", "\n").gsub("\\t", "\t")
end

STDIN.each_line(chomp: true) do |line|
  payload = site.site_payload
  payload["page"] = post.to_liquid
  scope = Marshal.load(Marshal.dump(variables)).merge("page" => post.to_liquid, "site" => payload["site"], "jekyll" => payload["jekyll"])
  begin
    answer = Liquid::Template.parse(unescape(line), line_numbers: true, error_mode: :warn)
      .render!(scope, registers: { site: site, page: { "path" => post.relative_path } })
    puts answer.gsub("\n", "\\n").gsub("\t", "\\t")
  rescue StandardError, SyntaxError => e
    inside = e.respond_to?(:template_name) && e.template_name
    puts "! #{e.respond_to?(:line_number) && !inside ? e.line_number : 0}"
  end
end
