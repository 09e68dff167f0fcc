package org.dibao.liquid;

/**
 * A value that a host cannot know, such as a variable of a site's settings that were not given. It counts as nil, but its
 * text is {@link #MARK}, so that what is made of it can be told apart: an address with the mark in it leads nowhere.
 *
 * @param name how the template asked for it
 */
public record Unknown(String name) {
    /** A character that no text contains (a noncharacter of Unicode). */
    public static final String MARK = "\uFDD0";
}
