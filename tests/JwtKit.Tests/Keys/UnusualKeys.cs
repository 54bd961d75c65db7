namespace JwtKit.Tests;

/// <summary>Keys that OpenSSL wrote, for these tests only, each of a kind that JwtKit does not take, or not at once.</summary>
internal static class UnusualKeys
{
    /// <summary>A private key on P-256.</summary>
    public const string EllipticCurve = """
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg9dT8aKQJuv035fEh
        /mVviadB/hCHNfbSlp6Z1gj3mJuhRANCAAR+Xy4adE0eZ9YZncc4BtnpRAFSMZu/
        2oP0qLeisqBnJq8TtChlRKSncX3CiIQjMFhmR+ykLSnaD4z7/uDwDYCR
        -----END PRIVATE KEY-----
        """;

    /// <summary>An RSA private key of 2048 bits with the public exponent 3, from openssl genrsa -3.</summary>
    public const string Exponent3 = """
        -----BEGIN PRIVATE KEY-----
        MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQDLNgETIUc+kAdy
        CgbQNO2QaeDRkZCYuOdM5DjwCxG2iS0B22aoo4Yj2ZffmfTpUzbbkNGOaNQzN//U
        3DUE4lFt46l6X77JrQPgw1LwTpjWw7ouMraOuaXUfr4SEtW7zgiP9ibDqAOgoaJz
        3kLN1M1TzvYaiI98S2aPaQh53E1urzRQtTpsL7cht83ZsaAA9BYRUeQNgd7+Tg3a
        g7kvTsWdJ4PFsh01GGa8TdpeolHeGXYhhiOSX4tqpULUi9wpltua3YiuNc+xaBCr
        dlCcaXF+SINIVRXTXwdxzxqS8cTJcJ2FgsfaD8v2AXpcDU0pePAN82GIY0fh3e9F
        I4HbLKa/AgEDAoIBAQCHeVYMwNoptVpMBq81eJ5gRpXhC7W7Je+ImCX1XLZ5sMir
        55nFwlltO7qVEU3w4iSSYIu0ReLMz//jPXit7DZJQnD8P9SGc1frLOH1ibs519F0
        Ic8J0Rk4VH62tzkn3rBf+W8tGq0VwRb36YHejd433068WwpS3O8KRgWmkt5JyPKj
        qBaH5sJKBFXkFV+623TJ80pjlINbeLxpJVHjgKAXKmPWSEo9O6x04UZRjWPRFAI2
        lcH4AfQ6JhGTuqQS6Iw0f+alArJPm/RbrSMXxKi/oGYgAw1L8lr3LtUkU2goe6/4
        fkWNZY1bR1ml8ioa80PryGX0RG7Nm2WFt3dbtqjLAoGBAOrBoy1VEj81BJkqCG+V
        ZtbDmpHvmwmUDXgp+kM566GZ8gMx4Z2RmNo/rMwT+h4aZRu2yj3D4mnWk5epaVyC
        dblxohAFvpfnZhivgjrTIeZm27MDlAmV18LyPrHxcyIglqzKgJK6PtsgtlWbUKZF
        dZPWQxcMBL0yv7q0JrdVMYIHAoGBAN2ZletLQ1R9rLPZiSDTRBAeymKIiBBhC3sS
        0XsgIjPgderSZBBHpgnNTyTQVB4KFlcY20LaejM82JDNiomKxE/ae56w8yxSmAly
        cGEloI33/DcUvHhLm7wMyijrAYZsIGjGRMzLuJzMYB5H0We7lnZWA7GN9+R6tRxI
        aZd8aSeJAoGBAJyBF3OODCojWGYcBZ+47znXvGFKZ1u4CPrGptd78mu79qzL675h
        EJF/yIgNUWlm7hJ53CktQZvkYmUbm5MBo9D2bAqufw/vmWXKVtHiFpmZ58ytDVu5
        OoH21Hag92wVuciHAGHRfzzAeY5nixmDo7fkLLoIAyjMf9HNbyTjdlavAoGBAJO7
        uUeHgjhTyHfmW2s3grVp3EGwWrWWB6dh4PzAFs1ATpyMQrWFGVveNMM1jWlcDuS7
        PNc8UXd95bXeXFux2DU8UmnLTMg3EAZMSutuawlP/XoN0vrdEn1d3BtHVlmdavCE
        Ld3dJb3dlWmFNkUnuaQ5V8uz+phRzhLa8Q+oRhpbAoGALnV8WaEba4SWuX/9zGjQ
        WctXql/n8ZlwhIAQ9od+H7Z47aalC6i9PTaVGKJcOlM5L/wM4zkJcIvdKKIr8ARy
        JYxtc9IRQExU1YHLrpurOqGAi64Kse+ixb1sog6bHU7xrVMki+GhoRNUTVDzHzvP
        0g4cYmfclkDkqp1CMfeBtaA=
        -----END PRIVATE KEY-----
        """;
}
