# Prints the HTML that Jekyll makes of each post of a site, without layouts: a line of JSON for each, with its path below the site
# and its HTML or what failed. Plugins of the site are not run; code is not marked up.
#   contents.rb FOLDER
require "jekyll"
require "json"
require "tmpdir"

Jekyll.logger.log_level = :error
config = Jekyll.configuration(
  "source" => ARGV[0], "destination" => Dir.mktmpdir, "disable_disk_cache" => true, "safe" => true, "plugins" => [],
  "markdown" => "kramdown", "future" => true, "unpublished" => true, "theme" => nil, "highlighter" => "none"
)
config["kramdown"] = config["kramdown"].to_h.merge("syntax_highlighter" => nil, "show_warnings" => false)
site = Jekyll::Site.new(config)
site.read
payload = site.site_payload
site.posts.docs.sort_by(&:relative_path).each do |post|
  answer = { path: post.relative_path }
  begin
    post.data["layout"] = "none"
    answer[:html] = Jekyll::Renderer.new(site, post, payload).run
  rescue StandardError, SyntaxError => e
    answer[:failed] = "#{e.class}: #{e.message}"
  end
  puts JSON.generate(answer)
end
