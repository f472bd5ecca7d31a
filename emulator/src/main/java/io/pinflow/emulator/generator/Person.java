package io.pinflow.emulator.generator;

/** A poster and the user behind it: what all of a person's posts have in common. */
record Person(
    byte[] posterName,
    byte[] followerCount,
    boolean infoError,
    byte[] firstName,
    byte[] lastName,
    int age,
    long joinedAt,
    double latitude,
    double longitude,
    byte[] country) {}
