package org.dibao.cli;

/**
 * What the doctor found at one place.
 *
 * @param found what is there
 * @param mend what to do if it is not well; empty otherwise
 */
record Check(String name, boolean ok, String found, String mend) {

    static Check ok(String name, String found) {
        return new Check(name, true, found, "");
    }

    static Check wrong(String name, String found, String mend) {
        return new Check(name, false, found, mend);
    }
}
