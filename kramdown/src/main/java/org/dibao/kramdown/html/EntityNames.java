package org.dibao.kramdown.html;

import static org.dibao.kramdown.scan.Characters.isDigit;
import static org.dibao.kramdown.scan.Characters.isWord;
import static org.dibao.kramdown.scan.Lines.at;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The entities that kramdown knows: those of HTML 4 and a few more, each name with its code point. */
public final class EntityNames {
    private static final String TABLE = """
            Alpha 391 Beta 392 Gamma 393 Delta 394 Epsilon 395 Zeta 396 Eta 397 Theta 398 Iota 399 Kappa 39a Lambda 39b
            Mu 39c Nu 39d Xi 39e Omicron 39f Pi 3a0 Rho 3a1 Sigma 3a3 Tau 3a4 Upsilon 3a5 Phi 3a6 Chi 3a7 Psi 3a8
            Omega 3a9 alpha 3b1 beta 3b2 gamma 3b3 delta 3b4 epsilon 3b5 zeta 3b6 eta 3b7 theta 3b8 iota 3b9 kappa 3ba
            lambda 3bb mu 3bc nu 3bd xi 3be omicron 3bf pi 3c0 rho 3c1 sigma 3c3 tau 3c4 upsilon 3c5 phi 3c6 chi 3c7
            psi 3c8 omega 3c9 sigmaf 3c2 thetasym 3d1 upsih 3d2 piv 3d6 zwnj 200c zwj 200d lrm 200e rlm 200f hellip 2026
            prime 2032 Prime 2033 oline 203e frasl 2044 weierp 2118 image 2111 real 211c alefsym 2135 bull 2022
            trade 2122 larr 2190 rarr 2192 uarr 2191 darr 2193 harr 2194 crarr 21b5 uArr 21d1 dArr 21d3 lArr 21d0
            rArr 21d2 hArr 21d4 forall 2200 part 2202 exist 2203 empty 2205 nabla 2207 isin 2208 ni 220b notin 2209
            sum 2211 prod 220f minus 2212 lowast 2217 radic 221a prop 221d infin 221e ang 2220 and 2227 or 2228 cap 2229
            cup 222a int 222b there4 2234 sim 223c asymp 2248 cong 2245 ne 2260 equiv 2261 le 2264 ge 2265 sub 2282
            sup 2283 sube 2286 supe 2287 nsub 2284 oplus 2295 otimes 2297 perp 22a5 sdot 22c5 vellip 22ee rceil 2308
            lceil 2309 lfloor 230a rfloor 230b rang 2329 lang 232a loz 25ca spades 2660 clubs 2663 hearts 2665
            diams 2666 amp 26 quot 22 apos 27 copy a9 lt 3c gt 3e OElig 152 oelig 153 Scaron 160 scaron 161 Yuml 178
            circ 2c6 tilde 2dc ndash 2013 mdash 2014 lsquo 2018 rsquo 2019 ldquo 201c rdquo 201d dagger 2020 Dagger 2021
            permil 2030 euro 20ac lsaquo 2039 rsaquo 203a nbsp a0 iexcl a1 pound a3 curren a4 yen a5 brvbar a6 sect a7
            uml a8 laquo ab raquo bb reg ae ordf aa not ac shy ad macr af deg b0 plusmn b1 acute b4 micro b5 para b6
            middot b7 cedil b8 ordm ba cent a2 sup1 b9 sup2 b2 sup3 b3 frac12 bd frac14 bc frac34 be iquest bf Agrave c0
            Aacute c1 Acirc c2 Atilde c3 Auml c4 Aring c5 AElig c6 Ccedil c7 Egrave c8 Eacute c9 Ecirc ca Euml cb
            Igrave cc Iacute cd Icirc ce Iuml cf ETH d0 Ntilde d1 Ograve d2 Oacute d3 Ocirc d4 Otilde d5 Ouml d6
            times d7 Oslash d8 Ugrave d9 Uacute da Ucirc db Uuml dc Yacute dd THORN de szlig df agrave e0 aacute e1
            acirc e2 atilde e3 auml e4 aring e5 aelig e6 ccedil e7 egrave e8 eacute e9 ecirc ea euml eb igrave ec
            iacute ed icirc ee iuml ef eth f0 ntilde f1 ograve f2 oacute f3 ocirc f4 otilde f5 ouml f6 divide f7
            oslash f8 ugrave f9 uacute fa ucirc fb uuml fc yacute fd thorn fe yuml ff sbquo 201a fnof 192 bdquo 201e
            8364 80 8218 82 402 83 8222 84 8230 85 8224 86 8225 87 710 88 8240 89 352 8a 8249 8b 338 8c 381 8e 8216 91
            8217 92 8220 93 8221 94 8226 95 8211 96 8212 97 732 98 8482 99 353 9a 8250 9b 339 9c 382 9e 376 9f ensp 2002
            emsp 2003 thinsp 2009
            """;
    private static final Map<String, String> CHARACTERS = characters();

    private EntityNames() {}

    private static Map<String, String> characters() {
        String[] parts = TABLE.strip().split("\\s+");
        Map<String, String> characters = new HashMap<>();
        for (int i = 0; i < parts.length; i += 2) {
            characters.put(parts[i], Character.toString(Integer.parseInt(parts[i + 1], 16)));
        }
        return Map.copyOf(characters);
    }

    /** The character that is written {@code &name;}, {@code &#38;} or {@code &#x26;}, or null if there is none. */
    public static @Nullable String character(String written) {
        if (!written.startsWith("#")) {
            return CHARACTERS.get(written);
        }
        boolean hex = written.startsWith("#x");
        String digits = written.substring(hex ? 2 : 1);
        if (digits.length() > 8) {
            return "\ufffd";
        }
        long code = Long.parseLong(digits, hex ? 16 : 10);
        return valid(code) ? Character.toString((int) code) : "\ufffd";
    }

    /** The place of the semicolon after a name or a number that begins here, or -1. */
    public static int end(String text, int start) {
        int place = start;
        if (at(text, place) == '#') {
            boolean hex = at(text, ++place) == 'x';
            int digits = hex ? ++place : place;
            while (isDigit(at(text, place)) || hex && Character.digit(at(text, place), 16) >= 0) {
                place++;
            }
            return place > digits && at(text, place) == ';' ? place : -1;
        }
        while (isWord(at(text, place)) || at(text, place) == ':' || place > start && at(text, place) == '-') {
            place++;
        }
        return place > start && at(text, place) == ';' ? place : -1;
    }

    private static boolean valid(long code) {
        boolean surrogate = code >= 0xd800 && code <= 0xdfff;
        return code > 0 && code <= Character.MAX_CODE_POINT && !surrogate;
    }
}
