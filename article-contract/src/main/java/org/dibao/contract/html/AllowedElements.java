package org.dibao.contract.html;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The one list of the elements and attributes (HTML Living Standard) that an article's HTML may have. What accepts articles
 * keeps nothing else, and what shows them checks once more, since an earlier release may have stored them. None of these can
 * run anything; the addresses in them are checked by {@link org.dibao.contract.address.AllowedAddress}.
 */
public final class AllowedElements {
    private static final Pattern WHITE = Pattern.compile(" +");
    private static final Set<String> OF_ALL = words("id class title lang dir role aria-label aria-hidden data-lang");

    /** An element to a line, with the attributes that it may have besides those of all. */
    private static final SequencedMap<String, Set<String>> ELEMENTS = table("""
            a           href name rel hreflang
            abbr
            address
            article
            aside
            audio       src controls loop muted preload
            b
            bdi
            bdo
            big
            blockquote  cite
            br
            caption
            center
            cite
            code
            col         span
            colgroup    span
            dd
            del         cite datetime
            details     open
            dfn
            div         align
            dl
            dt
            em
            figcaption
            figure
            footer
            h1          align
            h2          align
            h3          align
            h4
            h5
            h6
            header
            hr
            i
            img         src srcset sizes alt width height loading align
            ins         cite datetime
            kbd
            li          value
            mark
            nav
            ol          start type reversed
            p           align
            picture
            pre
            q           cite
            rp
            rt
            ruby
            s
            samp
            section
            small
            source      src srcset sizes type media
            span
            strike
            strong
            sub
            summary
            sup
            table
            tbody
            td          colspan rowspan align headers valign
            tfoot
            th          colspan rowspan align headers valign scope abbr
            thead
            time        datetime
            tr          align
            track       src kind srclang label default
            tt
            u
            ul
            var
            video       src poster width height controls loop muted preload
            wbr
            """);

    private AllowedElements() {}

    /** The elements' names in lower case, always in the same order. */
    public static Set<String> names() {
        return ELEMENTS.keySet();
    }

    /** The attributes that every element may have. */
    public static Set<String> attributesOfAll() {
        return OF_ALL;
    }

    /** The attributes that an element may have besides {@linkplain #attributesOfAll those of all}. */
    public static Set<String> attributesOf(String element) {
        return ELEMENTS.getOrDefault(element, Set.of());
    }

    /** Whether an element, if it is allowed itself, may have an attribute. */
    public static boolean allows(String element, String attribute) {
        return OF_ALL.contains(attribute) || attributesOf(element).contains(attribute);
    }

    private static SequencedMap<String, Set<String>> table(String lines) {
        SequencedMap<String, Set<String>> elements = new LinkedHashMap<>();
        lines.lines().forEach(line -> {
            String[] words = WHITE.split(line, 2);
            elements.put(words[0], words.length == 1 ? Set.of() : words(words[1]));
        });
        return Collections.unmodifiableSequencedMap(elements);
    }

    private static Set<String> words(String line) {
        return Collections.unmodifiableSet(new LinkedHashSet<>(List.of(WHITE.split(line))));
    }
}
