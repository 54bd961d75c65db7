namespace JwtKit.Tests;

/// <summary>The keys of RFC 7517 appendix A, member by member, and as the JWKs that the RFC prints (white space aside).</summary>
internal static class Rfc7517Vectors
{
    /// <summary>A.1: <c>n</c>.</summary>
    public const string Modulus =
        "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_"
        + "RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_"
        + "xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw";

    /// <summary>A.2: <c>d</c>.</summary>
    public const string PrivateExponent =
        "X4cTteJY_gn4FYPsXB8rdXix5vwsg1FLN5E3EaG6RJoVH-HLLKD9M7dx5oo7GURknchnrRweUkC7hT5fJLM0WbFAKNLWY2vv7B6NqXSzUvxT0_YSfqijwp3RTzlBaCxWp4doFk5N2o8Gy_nHNKroAD"
        + "IkJ46pRUohsXywbReAdYaMwFs9tv8d_cPVY3i07a3t8MN6TNwm0dSawm9v47UiCl3Sk5ZiG7xojPLu4sbg1U2jx4IBTNBznbJSzFHK66jT8bgkuqsk0GjskDJk19Z4qwjwbsnn4j2WBii3RL-Us2lG"
        + "VkY8fkFzme1z0HbIkfz0Y6mqnOYtqc0X4jfcKoAC8Q";

    /// <summary>A.2: <c>p</c>.</summary>
    public const string FirstPrime =
        "83i-7IvMGXoMXCskv73TKr8637FiO7Z27zv8oj6pbWUQyLPQBQxtPVnwD20R-60eTDmD2ujnMt5PoqMrm8RfmNhVWDtjjMmCMjOpSXicFHj7XOuVIYQyqVWlWEh6dN36GVZYk93N8Bc9vY41xy8B9R"
        + "zzOGVQzXvNEvn7O0nVbfs";

    /// <summary>A.2: <c>q</c>.</summary>
    public const string SecondPrime =
        "3dfOR9cuYq-0S-mkFLzgItgMEfFzB2q3hWehMuG0oCuqnb3vobLyumqjVZQO1dIrdwgTnCdpYzBcOfW5r370AFXjiWft_NGEiovonizhKpo9VVS78TzFgxkIdrecRezsZ-1kYd_s1qDbxtkDEgfAIT"
        + "AG9LUnADun4vIcb6yelxk";

    /// <summary>A.2: <c>dp</c>.</summary>
    public const string FirstExponent =
        "G4sPXkc6Ya9y8oJW9_ILj4xuppu0lzi_H7VTkS8xj5SdX3coE0oimYwxIi2emTAue0UOa5dpgFGyBJ4c8tQ2VF402XRugKDTP8akYhFo5tAA77Qe_NmtuYZc3C3m3I24G2GvR5sSDxUyAN2zq8Lfn9"
        + "EUms6rY3Ob8YeiKkTiBj0";

    /// <summary>A.2: <c>dq</c>.</summary>
    public const string SecondExponent =
        "s9lAH9fggBsoFR8Oac2R_E2gw282rT2kGOAhvIllETE1efrA6huUUvMfBcMpn8lqeW6vzznYY5SSQF7pMdC_agI3nG8Ibp1BUb0JUiraRNqUfLhcQb_d9GF4Dh7e74WbRsobRonujTYN1xCaP6TO61"
        + "jvWrX-L18txXw494Q_cgk";

    /// <summary>A.2: <c>qi</c>.</summary>
    public const string Coefficient =
        "GyM_p6JrXySiz1toFgKbWV-JdI3jQ4ypu9rbMWx3rQJBfmt0FoYzgUIZEVFEcOqwemRN81zoDAaa-Bk0KWNGDjJHZDdDmFhW3AN7lI-puxk_mHZGJ11rxyR8O55XLSe3SPmRfKwZI6yU24ZxvQKFYI"
        + "tdldUKGzO6Ia6zTKhAVRU";

    /// <summary>A.1, the first key.</summary>
    public const string PublicEc =
        """{"kty":"EC","crv":"P-256","x":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4","y":"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM","use":"enc","kid":"1"}""";

    /// <summary>A.1, the second key. RFC 7638 section 3.1 uses it too.</summary>
    public const string PublicRsa = $$"""{"kty":"RSA","n":"{{Modulus}}","e":"AQAB","alg":"RS256","kid":"2011-04-29"}""";

    /// <summary>A.1.</summary>
    public const string PublicSet = $$"""{"keys":[{{PublicEc}},{{PublicRsa}}]}""";

    /// <summary>A.2, the first key.</summary>
    public const string PrivateEc =
        """{"kty":"EC","crv":"P-256","x":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4","y":"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM","d":"870MB6gfuTJ4HtUnUvYMyJpr5eUZNP4Bk43bVdj3eAE","use":"enc","kid":"1"}""";

    /// <summary>A.2, the second key.</summary>
    public const string PrivateRsa =
        $$"""{"kty":"RSA","n":"{{Modulus}}","e":"AQAB","d":"{{PrivateExponent}}","p":"{{FirstPrime}}","q":"{{SecondPrime}}","dp":"{{FirstExponent}}","dq":"{{SecondExponent}}","qi":"{{Coefficient}}","alg":"RS256","kid":"2011-04-29"}""";

    /// <summary>A.2.</summary>
    public const string PrivateSet = $$"""{"keys":[{{PrivateEc}},{{PrivateRsa}}]}""";

    /// <summary>A.3, the first key.</summary>
    public const string WrappingKey = """{"kty":"oct","alg":"A128KW","k":"GawgguFyGrWKav7AX4VKUg"}""";

    /// <summary>A.3, the second key.</summary>
    public const string HmacKey =
        """{"kty":"oct","k":"AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow","kid":"HMAC key used in JWS spec Appendix A.1 example"}""";

    /// <summary>A.3.</summary>
    public const string SecretSet = $$"""{"keys":[{{WrappingKey}},{{HmacKey}}]}""";
}
