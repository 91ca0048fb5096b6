def by_region(people, regions):
    table = dict.fromkeys(regions, [])  # expect: ASF806
    for person in people:
        table[person["region"]].append(person["mail"])
    return table


def counters(regions):
    return dict.fromkeys(regions, 0)


def drop_bounced(mails, bounced):
    for mail in mails:
        if mail in bounced:
            mails.remove(mail)  # expect: ASF802
    return mails


def first_internal(mails, domain):
    for i, mail in enumerate(mails):
        if mail.endswith("@" + domain):
            del mails[i]
            return mail
    return None
