import boto3


class Bucket:
    def __init__(self, name, region="eu-west-1"):
        self.name = name
        self.s3 = boto3.client("s3", region_name=region)

    def upload(self, path, key):
        self.s3.upload_file(path, self.name, key)
        return f"s3://{self.name}/{key}"

    def keys(self, prefix):
        token = {}
        while True:
            page = self.s3.list_objects_v2(Bucket=self.name, Prefix=prefix, **token)
            for item in page.get("Contents", ()):
                yield item["Key"]
            if not page.get("IsTruncated"):
                return
            token = {"ContinuationToken": page["NextContinuationToken"]}

    def url(self, key):
        return f"https://{self.name}.s3.amazonaws.com/{key}"
